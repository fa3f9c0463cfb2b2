package tw.shouwang.api.devices;

import jakarta.inject.Singleton;
import tw.shouwang.notifications.AddressKey;
import tw.shouwang.notifications.DeviceToken;
import tw.shouwang.notifications.outbox.NotificationOutbox;
import tw.shouwang.notifications.outbox.PushTiming;

/// The devices by which staff let themselves be woken, each known by its owner and the name they
/// gave it. They lie in the vault among those of senders and hear the same message, so neither a
/// thief nor a push service can tell them apart.
///
/// As in [Devices], everything is a promise in the caller's transaction.
@Singleton
public class StaffDevices {

  /// After so many days a device is forgotten that was not brought again.
  public static final int DAYS_KEPT = (int) DeviceVault.KEPT_AFTER_ENABLE.toDays();

  private final VaultKeys keys;
  private final VaultOutbox changes;
  private final NotificationOutbox pushes;

  StaffDevices(VaultKeys keys, VaultOutbox changes, NotificationOutbox pushes) {
    this.keys = keys;
    this.changes = changes;
    this.pushes = pushes;
  }

  /// Remembers a device in place of the one of the same name, and lets the first push to it go
  /// unless it is remembered already.
  public void enable(String worker, String name, DeviceToken token) {
    AddressKey key = keys.ofStaff(worker, name);
    byte[] sealed = keys.staffSeal().seal(key, token);
    changes.queue(key, new VaultChange.StoreOfStaff(sealed));
  }

  /// By what a device is known again under another name or owner: the same for the same token, and
  /// says nothing to whoever lacks the link key.
  public byte[] tag(DeviceToken token) {
    return keys.tagOfStaff(token);
  }

  public void forget(String worker, String name) {
    changes.queue(keys.ofStaff(worker, name), new VaultChange.Forget());
  }

  /// Queues a push that is due at once.
  public void push(String worker, String name) {
    pushes.queue(keys.ofStaff(worker, name), PushTiming.AT_ONCE);
  }
}
