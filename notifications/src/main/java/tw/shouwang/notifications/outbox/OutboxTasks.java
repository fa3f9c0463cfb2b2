package tw.shouwang.notifications.outbox;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import tw.shouwang.notifications.AddressKey;

/// Promises an [OutboxTask]'s work in the caller's transaction.
///
/// Of one task and one key at most one row waits: queueing replaces what still waits, so the last
/// word wins. If the row to be replaced is being worked on, queueing waits until that run has
/// ended, so what is queued later is also done later.
@Singleton
@Requires(beans = OutboxDatabase.class)
public class OutboxTasks {

  private final OutboxDatabase database;
  private final SchedulerClient client;
  private final InstantSource clock;

  OutboxTasks(OutboxDatabase database, InstantSource clock) {
    this.database = database;
    this.client = OutboxTables.client(OutboxTables.TASK, database.joining());
    this.clock = clock;
  }

  /// Due at once.
  public void queue(String task, AddressKey key, byte[] payload) {
    queue(task, key, payload, clock.instant());
  }

  /// @param payload what the handler will need; it lies in the database until then, so seal it
  /// @param due rounded down to whole minutes
  public void queue(String task, AddressKey key, byte[] payload, Instant due) {
    new TaskRows(database.joining()).remove(task, key);
    byte[] data = TaskRows.data(key, payload);
    Instant minute = due.truncatedTo(ChronoUnit.MINUTES);
    OutboxTables.insert(client, task, data, OutboxTables.ORDINARY, minute);
  }

  /// Takes back what still waits, in the caller's transaction.
  public void cancel(String task, AddressKey key) {
    new TaskRows(database.joining()).remove(task, key);
  }

  /// The payload that waits, as the caller's transaction sees it.
  public Optional<byte[]> waiting(String task, AddressKey key) {
    return new TaskRows(database.joining()).find(task, key);
  }
}
