package tw.shouwang.api.devices;

import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.util.UUID;
import tw.shouwang.notifications.AddressKey;
import tw.shouwang.notifications.DeviceToken;
import tw.shouwang.notifications.outbox.NotificationOutbox;
import tw.shouwang.notifications.outbox.PushTiming;

/// The devices of cases: registers a case's device, deletes it, and queues pushes to it.
///
/// Every change is queued in the caller's transaction and written to the vault later, in a separate
/// transaction, so that case and device are never written together.
@Singleton
public class Devices {

  private final VaultKeys keys;
  private final BeanProvider<DeviceVault> vault;
  private final VaultOutbox changes;
  private final NotificationOutbox pushes;

  Devices(
      VaultKeys keys,
      BeanProvider<DeviceVault> vault,
      VaultOutbox changes,
      NotificationOutbox pushes) {
    this.keys = keys;
    this.vault = vault;
    this.changes = changes;
    this.pushes = pushes;
  }

  /// Registers a case's device, replacing any other. If the device is new, queues a first push to
  /// it. Only in a public process.
  ///
  /// The caller has locked the case's row and read it again. So of this and [#forget], the change
  /// queued last is done last.
  public void enable(UUID caseId, DeviceToken token) {
    AddressKey key = keys.of(caseId);
    byte[] sealed = vault.get().seal(key, token);
    changes.queue(key, new VaultChange.Store(sealed));
  }

  /// Deletes the device of a case, also one whose registration is still queued.
  public void forget(UUID caseId) {
    changes.queue(keys.of(caseId), new VaultChange.Forget());
  }

  /// Schedules the deletion of a closed case's device for a week from now. A queued registration is
  /// done first.
  public void forgetAWeekAfterClose(UUID caseId) {
    changes.queue(keys.of(caseId), new VaultChange.Shorten());
  }

  /// Whether a case has a device. Queued changes count as done.
  public boolean isEnabled(UUID caseId) {
    AddressKey key = keys.of(caseId);
    return changes.willRemember(key).orElseGet(() -> vault.isPresent() && vault.get().has(key));
  }

  /// Queues a push for a case. Without a device nothing is sent.
  public void push(UUID caseId, PushTiming timing) {
    pushes.queue(keys.of(caseId), timing);
  }
}
