package tw.shouwang.notifications.outbox;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/// The names and the manner in which db-scheduler uses the outbox's two tables.
///
/// Two tables and not one, because a scheduler's threads may all wait for a push service that is
/// down, and other work must not wait with them.
final class OutboxTables {

  static final String PUSH = "outbox.push";
  static final String TASK = "outbox.task";

  static final int URGENT = 10;
  static final int ORDINARY = 0;

  // Given, not detected: detecting opens a connection at boot, when the database may be away.
  // Rows are locked by one statement and taken by the next: db-scheduler's single statement has its
  // limit in a subquery behind `in`, which PostgreSQL may run for each row anew, taking them all.
  private static final JdbcCustomization POSTGRESQL = new PostgreSqlJdbcCustomization(true, true);

  private OutboxTables() {}

  /// A client that writes through the given connections and commits nothing by itself.
  static SchedulerClient client(String table, DataSource joining) {
    return SchedulerClient.Builder.create(joining)
        .tableName(table)
        .serializer(new AsItIs())
        .enablePriority()
        .jdbcCustomization(POSTGRESQL)
        .build();
  }

  /// Writes one row, in one statement. (A single `schedule` asks first whether it exists.)
  static void insert(SchedulerClient client, String task, byte[] data, int priority, Instant due) {
    var row = new TaskInstance.Builder<byte[]>(task, UUID.randomUUID().toString());
    client.scheduleBatch(List.of(row.data(data).priority(priority).build()), due);
  }

  static Scheduler scheduler(
      String table,
      DataSource own,
      List<Task<?>> tasks,
      int threads,
      PushSettings settings,
      InstantSource clock) {
    SchedulerBuilder builder =
        Scheduler.create(own, tasks)
            .tableName(table)
            .serializer(new AsItIs())
            .jdbcCustomization(POSTGRESQL)
            .clock(clock::instant)
            // Not the host's name, which db-scheduler would write into every row it holds.
            .schedulerName(new SchedulerName.Fixed("node-" + UUID.randomUUID()))
            .threads(threads)
            .pollingInterval(settings.polling())
            // No more than there are threads for: a row that waits in memory has no heartbeat.
            .pollUsingLockAndFetch(0.5, 1.0)
            .enablePriority()
            // Its line for a failure would carry the cause's words; our own handlers say what is
            // safe.
            .failureLogging(LogLevel.OFF, false)
            .addSchedulerListener(new SchedulerNotes(clock))
            // Dead after four missed (db-scheduler allows no fewer), looked for at every second
            // one: with 4 s a killed node's rows are taken up after 24 s at the latest.
            .heartbeatInterval(settings.heartbeat())
            .missedHeartbeatsLimit(4)
            .shutdownMaxWait(settings.shutdown());
    return builder.build();
  }

  private static final class AsItIs implements Serializer {

    @Override
    public byte[] serialize(Object data) {
      return (byte[]) data;
    }

    @Override
    public <T> T deserialize(Class<T> type, byte[] data) {
      return type.cast(data);
    }
  }
}
