package tw.shouwang.api.devices;

import jakarta.inject.Singleton;
import tw.shouwang.notifications.AddressKey;
import tw.shouwang.notifications.DeviceToken;
import tw.shouwang.notifications.outbox.NotificationOutbox;
import tw.shouwang.notifications.outbox.PushTiming;

/// The devices by which members of staff are alerted, each identified by its owner and the owner's
/// name for it. They are in the vault among those of senders and get the same message, so neither a
/// thief nor a push service can tell staff and senders apart.
///
/// As in [Devices], every change is queued in the caller's transaction.
@Singleton
public class StaffDevices {

  /// A device is deleted if its app has not registered it again for this many days.
  public static final int DAYS_KEPT = (int) DeviceVault.KEPT_AFTER_ENABLE.toDays();

  private final VaultKeys keys;
  private final VaultOutbox changes;
  private final NotificationOutbox pushes;

  StaffDevices(VaultKeys keys, VaultOutbox changes, NotificationOutbox pushes) {
    this.keys = keys;
    this.changes = changes;
    this.pushes = pushes;
  }

  /// Registers a device, replacing the one of the same name. If the device is new, queues a first
  /// push to it.
  public void enable(String worker, String name, DeviceToken token) {
    AddressKey key = keys.ofStaff(worker, name);
    byte[] sealed = keys.staffSeal().seal(key, token);
    changes.queue(key, new VaultChange.StoreOfStaff(sealed));
  }

  /// A tag that identifies a device under any name or owner: equal for equal tokens, and
  /// meaningless without the link key.
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
