package tw.shouwang.api.devices;

import io.micronaut.context.annotation.Requires;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import tw.shouwang.api.process.InPublicProcess;
import tw.shouwang.notifications.AddressKey;
import tw.shouwang.notifications.outbox.NotificationOutbox;
import tw.shouwang.notifications.outbox.OutboxTask;
import tw.shouwang.notifications.outbox.Urgency;

/// Brings what [Devices] and [StaffDevices] promised to the vault, then lets the first push go: a
/// push that went before would find nobody.
@Singleton
@Requires(condition = InPublicProcess.class)
final class VaultTask implements OutboxTask {

  static final String NAME = "vault";
  static final String AFTER_CLOSE = "vault-after-close";

  private final DeviceVault vault;
  private final VaultKeys keys;
  private final NotificationOutbox pushes;
  private final TransactionOperations<Connection> transactions;

  VaultTask(
      DeviceVault vault,
      VaultKeys keys,
      NotificationOutbox pushes,
      TransactionOperations<Connection> transactions) {
    this.vault = vault;
    this.keys = keys;
    this.pushes = pushes;
    this.transactions = transactions;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void run(AddressKey key, byte[] payload) {
    switch (VaultChange.decode(payload)) {
      case VaultChange.Store(byte[] sealedToken) -> store(key, sealedToken);
      case VaultChange.StoreOfStaff(byte[] sealedToken) ->
          store(key, vault.seal(key, keys.staffSeal().open(key, sealedToken)));
      case VaultChange.Forget _ -> vault.remove(key);
    }
  }

  private void store(AddressKey key, byte[] sealedToken) {
    vault.put(key, sealedToken);
    transactions.executeWrite(status -> {
      pushes.queue(key, Urgency.AT_ONCE);
      return null;
    });
  }
}
