package tw.shouwang.api.devices;

import jakarta.inject.Singleton;
import tw.shouwang.notifications.AddressKey;
import tw.shouwang.notifications.DeviceToken;
import tw.shouwang.notifications.outbox.NotificationOutbox;
import tw.shouwang.notifications.outbox.OutboxTasks;
import tw.shouwang.notifications.outbox.Urgency;

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
  private final OutboxTasks tasks;
  private final NotificationOutbox pushes;

  StaffDevices(VaultKeys keys, OutboxTasks tasks, NotificationOutbox pushes) {
    this.keys = keys;
    this.tasks = tasks;
    this.pushes = pushes;
  }

  /// Remembers a device in place of the one of the same name, and queues the first push to it.
  public void enable(String worker, String name, DeviceToken token) {
    AddressKey key = keys.ofStaff(worker, name);
    byte[] sealed = keys.staffSeal().seal(key, token);
    tasks.queue(VaultTask.NAME, key, VaultChange.storeOfStaff(sealed).encode());
  }

  public void forget(String worker, String name) {
    tasks.queue(VaultTask.NAME, keys.ofStaff(worker, name), VaultChange.forget().encode());
  }

  /// Queues a push that is due at once.
  public void push(String worker, String name) {
    pushes.queue(keys.ofStaff(worker, name), Urgency.AT_ONCE);
  }
}
