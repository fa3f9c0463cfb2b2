package tw.shouwang.notifications;

import java.util.Optional;

/// The push worker's view of the application's device tokens. A bean of this type turns the worker
/// on; a process without one queues pushes and sends none.
///
/// Both methods run on the worker's threads, outside any transaction. If one throws, the push is
/// tried again.
public interface AddressBook {

  /// The device's present token. Empty if the device was deleted; the push then ends unsent.
  Optional<DeviceToken> find(AddressKey key);

  /// Deletes the token, but only if it is still the given one: the app may have registered a new
  /// token while the push to the old one was under way.
  void forget(AddressKey key, DeviceToken failed);
}
