package tw.shouwang.notifications.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tw.shouwang.notifications.outbox.Eventually.eventually;
import static tw.shouwang.notifications.outbox.WorkerSetup.key;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import tw.shouwang.notifications.Delivery;
import tw.shouwang.notifications.DeviceToken;
import tw.shouwang.notifications.testing.AddressesInMemory;
import tw.shouwang.notifications.testing.RecordingSender;

/// What the outbox's rows give away, and to which role.
class RowsIT {

  private final PGSimpleDataSource database = OutboxPostgres.fresh();
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T04:10:30Z"));
  private final AddressesInMemory addresses = new AddressesInMemory();
  private final RecordingSender sender = new RecordingSender();

  @Test
  void haveARandomIdTheKeyAndADueTimeInWholeMinutes() throws SQLException {
    try (var node = new WorkerSetup(database, addresses, clock, sender)) {
      node.outbox.queue(key(1), Urgency.AT_ONCE);

      Row row = row("outbox.push");
      assertThat(row.id().version()).isEqualTo(4);
      assertThat(row.due()).isEqualTo(Instant.parse("2026-11-22T04:10:00Z"));
      assertThat(row.data()).startsWith(key(1).bytes()).hasSize(38);
      assertThat(row.others()).isEmpty();
    }
  }

  @Test
  void doNotSayWhenTheyWereTried() throws SQLException {
    sender.answerNext(new Delivery.Unavailable(Optional.of(Duration.ofMinutes(1))));
    try (var node = new WorkerSetup(database, addresses, clock, sender)) {
      addresses.remember(key(1), new DeviceToken("token"));
      node.outbox.queue(key(1), Urgency.AT_ONCE);
      node.worker.start();

      eventually("put back", () -> hasBeenPutBack());
      assertThat(row("outbox.push").others()).isEmpty();
    }
  }

  @Test
  void areTheStaffRolesToQueueAndNotToTake() {
    var staff = as("shouwang_staff");
    try (var node = new WorkerSetup(staff, addresses, clock, sender)) {
      node.outbox.queue(key(1), Urgency.AT_ONCE);
      node.tasks.queue("remember", key(1), new byte[] {1});
      node.tasks.queue("remember", key(1), new byte[] {2});

      assertThat(OutboxPostgres.count(database, "outbox.task")).isOne();
      for (String sql :
          List.of("delete from outbox.push", "update outbox.push set picked = true")) {
        assertThatThrownBy(() -> OutboxPostgres.execute(staff, sql))
            .hasStackTraceContaining("permission denied");
      }
    }
  }

  @Test
  void areThePublicRolesToWork() {
    try (var node = new WorkerSetup(as("shouwang_public"), addresses, clock, sender)) {
      addresses.remember(key(1), new DeviceToken("token"));
      node.outbox.queue(key(1), Urgency.AT_ONCE);
      node.worker.start();

      eventually("row gone", () -> node.waiting() == 0);
      assertThat(sender.sent()).hasSize(1);
    }
  }

  private PGSimpleDataSource as(String role) {
    var source = new PGSimpleDataSource();
    source.setUrl(database.getUrl());
    source.setUser("postgres");
    source.setOptions("-c role=" + role);
    return source;
  }

  private boolean hasBeenPutBack() {
    return OutboxPostgres.count(
            database, "outbox.push where not picked and get_byte(task_data, 32) = 1")
        == 1;
  }

  private Row row(String table) throws SQLException {
    String sql =
        "select task_instance, execution_time, task_data,"
            + " concat(picked_by, last_success, last_failure, last_heartbeat) from "
            + table;
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return new Row(
          UUID.fromString(rows.getString(1)),
          rows.getTimestamp(2).toInstant(),
          rows.getBytes(3),
          rows.getString(4));
    }
  }

  private record Row(UUID id, Instant due, byte[] data, String others) {}
}
