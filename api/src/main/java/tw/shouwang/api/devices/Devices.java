package tw.shouwang.api.devices;

import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import tw.shouwang.notifications.AddressKey;
import tw.shouwang.notifications.DeviceToken;
import tw.shouwang.notifications.outbox.NotificationOutbox;
import tw.shouwang.notifications.outbox.OutboxTasks;
import tw.shouwang.notifications.outbox.Urgency;

/// What the slice of cases asks of devices: remember one for a case, forget it, tell it something.
///
/// Every change is a promise in the caller's transaction and reaches the vault later, in a
/// transaction of its own, so that the two are never written together.
@Singleton
public class Devices {

  private final VaultKeys keys;
  private final BeanProvider<DeviceVault> vault;
  private final OutboxTasks tasks;
  private final NotificationOutbox pushes;

  Devices(
      VaultKeys keys,
      BeanProvider<DeviceVault> vault,
      OutboxTasks tasks,
      NotificationOutbox pushes) {
    this.keys = keys;
    this.vault = vault;
    this.tasks = tasks;
    this.pushes = pushes;
  }

  /// Remembers the device of a case in place of any other, and queues the first push to it. Only in
  /// a public process.
  public void enable(UUID caseId, DeviceToken token) {
    AddressKey key = keys.of(caseId);
    byte[] sealed = vault.get().seal(key, token);
    tasks.queue(VaultTask.NAME, key, VaultChange.store(sealed).encode());
  }

  /// Forgets the device of a case, also one that still waits to be remembered.
  public void forget(UUID caseId) {
    tasks.queue(VaultTask.NAME, keys.of(caseId), VaultChange.forget().encode());
  }

  /// Lets the device of a closed case be forgotten a week from now; one that still waits to be
  /// remembered is remembered first.
  public void forgetAWeekAfterClose(UUID caseId) {
    tasks.queue(VaultTask.AFTER_CLOSE, keys.of(caseId), new byte[0]);
  }

  /// Whether pushes of a case have somewhere to go: what waits to be written counts as written.
  public boolean isEnabled(UUID caseId) {
    AddressKey key = keys.of(caseId);
    Optional<VaultChange> waiting = tasks.waiting(VaultTask.NAME, key).map(VaultChange::decode);
    return waiting
        .map(VaultChange::remembers)
        .orElseGet(() -> vault.isPresent() && vault.get().has(key));
  }

  /// Queues a push for a case; a case without a device gets none.
  public void push(UUID caseId, Urgency urgency) {
    pushes.queue(keys.of(caseId), urgency);
  }
}
