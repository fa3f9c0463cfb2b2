package tw.shouwang.notifications.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tw.shouwang.notifications.outbox.Eventually.eventually;
import static tw.shouwang.notifications.outbox.WorkerSetup.key;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import tw.shouwang.notifications.Delivery;
import tw.shouwang.notifications.DeviceToken;
import tw.shouwang.notifications.testing.AddressesInMemory;
import tw.shouwang.notifications.testing.RecordingSender;

/// What the outbox's rows reveal, and to which role.
class RowsIT {

  private final PGSimpleDataSource database = OutboxPostgres.fresh();
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T04:10:30Z"));
  private final AddressesInMemory addresses = new AddressesInMemory();
  private final RecordingSender sender = new RecordingSender();

  @Test
  void haveARandomIdTheKeyAndADueTimeInWholeMinutes() throws SQLException {
    try (var node = new WorkerSetup(database, addresses, clock, sender)) {
      node.outbox.queue(key(1), PushTiming.AT_ONCE);

      Row row = row();
      assertThat(row.id().version()).isEqualTo(4);
      assertThat(row.due()).isEqualTo(Instant.parse("2026-11-22T04:10:00Z"));
      assertThat(row.address()).isEqualTo(key(1).bytes());
      assertThat(row.work()).isEmpty();
    }
  }

  @Test
  void sayNothingBesideWhatIsNamed() {
    String names =
        "(select string_agg(column_name, ' ' order by column_name) as all_names"
            + " from information_schema.columns where table_schema = 'outbox'"
            + " and table_name = 'push') as names where all_names = '"
            + "address due first_due given_up id lease leased_until position taken_back tries"
            + " urgent'";

    assertThat(OutboxPostgres.count(database, names)).isOne();
  }

  @Test
  void doNotSayWhenTheyWereTried() throws SQLException {
    sender.answerNext(new Delivery.Unavailable(Optional.of(Duration.ofMinutes(1))));
    try (var node = new WorkerSetup(database, addresses, clock, sender)) {
      addresses.remember(key(1), new DeviceToken("token"));
      node.outbox.queue(key(1), PushTiming.AT_ONCE);
      node.worker.start();

      eventually(
          "put back",
          () ->
              OutboxPostgres.count(database, "outbox.push where lease is null and tries = 1") == 1);
      assertThat(row().work()).isEmpty();
      assertThat(row().due()).isEqualTo(row().due().truncatedTo(ChronoUnit.SECONDS));
    }
  }

  @Test
  void areTheStaffRolesToQueueAndNotToTake() {
    var staff = as("shouwang_staff");
    try (var node = new WorkerSetup(staff, addresses, clock, sender)) {
      node.outbox.queue(key(1), PushTiming.AT_ONCE);

      for (String sql :
          List.of(
              "delete from outbox.push",
              "update outbox.push set lease = gen_random_uuid(), leased_until = now()")) {
        assertThatThrownBy(() -> OutboxPostgres.execute(staff, sql))
            .hasStackTraceContaining("permission denied");
      }
    }
  }

  @Test
  void areThePublicRolesToWork() {
    try (var node = new WorkerSetup(as("shouwang_public"), addresses, clock, sender)) {
      addresses.remember(key(1), new DeviceToken("token"));
      node.outbox.queue(key(1), PushTiming.AT_ONCE);
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

  private Row row() throws SQLException {
    String sql = "select id, due, address, concat(lease, leased_until) from outbox.push";
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return new Row(
          rows.getObject(1, UUID.class),
          rows.getTimestamp(2).toInstant(),
          rows.getBytes(3),
          rows.getString(4));
    }
  }

  private record Row(UUID id, Instant due, byte[] address, String work) {}
}
