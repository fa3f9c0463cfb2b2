package tw.shouwang.api.devices;

import io.micronaut.context.annotation.Requires;
import io.micronaut.transaction.TransactionOperations;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.process.InPublicProcess;
import tw.shouwang.notifications.AddressKey;
import tw.shouwang.notifications.DeviceToken;
import tw.shouwang.notifications.outbox.NotificationOutbox;
import tw.shouwang.notifications.outbox.OutboxRow;
import tw.shouwang.notifications.outbox.OutboxRunner;
import tw.shouwang.notifications.outbox.OutboxWork;
import tw.shouwang.notifications.outbox.PushTiming;

/// Writes the changes queued by [Devices] and [StaffDevices] to the vault and queues the first push
/// only after that, because an earlier push would not find the device.
@Singleton
@Requires(condition = InPublicProcess.class)
class VaultWorker implements OutboxWork<AddressKey, VaultChange>, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(VaultWorker.class);

  /// At most this many at once, because the vault's pool has four connections.
  private static final int AT_ONCE = 3;

  private final DeviceVault vault;
  private final VaultKeys keys;
  private final VaultOutbox outbox;
  private final NotificationOutbox pushes;
  private final TransactionOperations<Connection> transactions;
  private final OutboxRunner<AddressKey, VaultChange> runner;

  VaultWorker(
      DeviceVault vault,
      VaultKeys keys,
      VaultOutbox outbox,
      NotificationOutbox pushes,
      TransactionOperations<Connection> transactions,
      InstantSource clock,
      SecureRandom chance) {
    this.vault = vault;
    this.keys = keys;
    this.outbox = outbox;
    this.pushes = pushes;
    this.transactions = transactions;
    this.runner =
        new OutboxRunner<>(
            "vault", outbox.rows(), null, this, OutboxRunner.Pace.of(AT_ONCE), clock, chance);
  }

  void start() {
    runner.start();
  }

  @Override
  public Attempt attempt(OutboxRow<AddressKey, VaultChange> row, BooleanSupplier giveWay) {
    AddressKey key = row.key();
    try {
      switch (row.content()) {
        case VaultChange.Store(byte[] token) -> store(row, vault.open(key, token), giveWay);
        case VaultChange.StoreOfStaff(byte[] token) ->
            store(row, keys.staffSeal().open(key, token), giveWay);
        case VaultChange.Forget _ -> vault.remove(key);
        case VaultChange.Shorten _ -> vault.keepUntilAWeekFromNow(key);
      }
    } catch (RuntimeException e) {
      if (transactions.executeRead(status -> outbox.isSuperseded(key, row.content()))) {
        return new Attempt.Done(() -> {});
      }
      throw e;
    }
    return new Attempt.Done(() -> {});
  }

  /// A device that is already stored only gets a later last day and no first push, because apps
  /// register their token at every start.
  private void store(
      OutboxRow<AddressKey, VaultChange> row, DeviceToken token, BooleanSupplier giveWay) {
    // If the row's lease was lost, this write could restore what another node has deleted since.
    if (giveWay.getAsBoolean()) {
      throw new IllegalStateException("the row is another node's");
    }
    // A failed try may have written the vault without queueing the push.
    boolean isNew = row.tries() > 0 || !vault.holds(row.key(), token);
    vault.put(row.key(), vault.seal(row.key(), token));
    if (isNew) {
      transactions.executeWrite(status -> {
        pushes.queue(row.key(), PushTiming.AT_ONCE);
        return null;
      });
    }
  }

  @Override
  public void gaveUp(OutboxRow<AddressKey, VaultChange> row, boolean tried, boolean kept) {
    LOG.error("gave up a change of the vault that failed for a day");
  }

  @Override
  @PreDestroy
  public void close() {
    runner.close();
  }
}
