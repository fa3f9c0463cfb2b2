package tw.shouwang.api.devices;

import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.util.UUID;
import tw.shouwang.notifications.AddressKey;
import tw.shouwang.notifications.DeviceToken;
import tw.shouwang.notifications.outbox.NotificationOutbox;
import tw.shouwang.notifications.outbox.PushTiming;

/// What the slice of cases asks of devices: remember one for a case, forget it, tell it something.
///
/// Every change is a promise in the caller's transaction and reaches the vault later, in a
/// transaction of its own, so that the two are never written together.
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

  /// Remembers the device of a case in place of any other, and lets the first push to it go unless
  /// it is remembered already. Only in a public process.
  ///
  /// The caller holds the case's row and knows that it is current: of this and [#forget], what is
  /// promised last is done last.
  public void enable(UUID caseId, DeviceToken token) {
    AddressKey key = keys.of(caseId);
    byte[] sealed = vault.get().seal(key, token);
    changes.queue(key, new VaultChange.Store(sealed));
  }

  /// Forgets the device of a case, also one that still waits to be remembered.
  public void forget(UUID caseId) {
    changes.queue(keys.of(caseId), new VaultChange.Forget());
  }

  /// Lets the device of a closed case be forgotten a week from now; one that still waits to be
  /// remembered is remembered first.
  public void forgetAWeekAfterClose(UUID caseId) {
    changes.queue(keys.of(caseId), new VaultChange.Shorten());
  }

  /// Whether pushes of a case have somewhere to go: what waits to be written counts as written.
  public boolean isEnabled(UUID caseId) {
    AddressKey key = keys.of(caseId);
    return changes.willRemember(key).orElseGet(() -> vault.isPresent() && vault.get().has(key));
  }

  /// Queues a push for a case; a case without a device gets none.
  public void push(UUID caseId, PushTiming timing) {
    pushes.queue(keys.of(caseId), timing);
  }
}
