package tw.shouwang.api.devices;

import io.micronaut.context.annotation.Requires;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import tw.shouwang.api.process.InPublicProcess;
import tw.shouwang.notifications.AddressKey;
import tw.shouwang.notifications.outbox.OutboxTask;
import tw.shouwang.notifications.outbox.OutboxTasks;

/// Shortens the stay of a closed case's device to a week. One that is still to be remembered is
/// waited for: it would be remembered for its full 30 days otherwise.
@Singleton
@Requires(condition = InPublicProcess.class)
final class VaultAfterClose implements OutboxTask {

  private final DeviceVault vault;
  private final OutboxTasks tasks;
  private final TransactionOperations<Connection> transactions;

  VaultAfterClose(
      DeviceVault vault, OutboxTasks tasks, TransactionOperations<Connection> transactions) {
    this.vault = vault;
    this.tasks = tasks;
    this.transactions = transactions;
  }

  @Override
  public String name() {
    return VaultTask.AFTER_CLOSE;
  }

  @Override
  public void run(AddressKey key, byte[] payload) {
    if (transactions.executeRead(status -> tasks.waiting(VaultTask.NAME, key)).isPresent()) {
      throw new IllegalStateException("the device is still to be remembered");
    }
    vault.keepUntilAWeekFromNow(key);
  }
}
