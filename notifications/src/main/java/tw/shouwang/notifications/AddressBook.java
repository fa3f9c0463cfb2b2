package tw.shouwang.notifications;

import java.util.Optional;

/// The caller's device vault, as the push worker sees it. Its bean turns the worker on: a process
/// without one queues pushes and sends none.
///
/// Both methods run on the worker's threads, outside any transaction, and may throw: the push is
/// then tried again.
public interface AddressBook {

  /// The token to send to now, or nothing when the device was forgotten: the push then ends unsent.
  Optional<DeviceToken> find(AddressKey key);

  /// Forgets the token, but only if it is still the one given: the app may have brought a new one
  /// while the push to the old one was under way.
  void forget(AddressKey key, DeviceToken failed);
}
