package tw.shouwang.notifications.outbox;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import tw.shouwang.notifications.AddressBook;
import tw.shouwang.notifications.AddressKey;
import tw.shouwang.notifications.Delivery;
import tw.shouwang.notifications.DeviceToken;
import tw.shouwang.notifications.NotificationSender;
import tw.shouwang.notifications.firebase.StandInSenders;
import tw.shouwang.notifications.testing.FcmStandIn;

/// Measures how soon a push is sent and how fast a backlog drains; see bench/push. PostgreSQL's
/// commits are durable here (fsync and synchronous_commit on), and every push includes a look-up in
/// the vault.
final class PushBench {

  private static final int ONE_BY_ONE = 300;
  private static final int IN_A_WINDOW = 200;
  private static final int BACKLOG = 10_000;

  private PushBench() {}

  public static void main(String[] arguments) throws Exception {
    try (EmbeddedPostgres postgres = postgres();
        HikariDataSource database = pool(postgres);
        FcmStandIn fcm = FcmStandIn.start(0);
        var sender = StandInSenders.to(fcm.uri(), Duration.ofSeconds(10))) {
      OutboxPostgres.prepare(database);
      OutboxPostgres.execute(database, "create table vault (key bytea primary key, token text)");
      var arrivals = new Arrivals(sender);
      atOnce(database, arrivals);
      windowed(database, arrivals);
      drain(database, arrivals, fcm);
    }
  }

  private static void atOnce(DataSource database, Arrivals arrivals) throws SQLException {
    try (var node = node(database, arrivals, Duration.ofMinutes(30))) {
      node.worker.start();
      long[] latencies = new long[ONE_BY_ONE];
      var chance = new Random(1);
      for (int i = 0; i < ONE_BY_ONE; i++) {
        AddressKey key = remember(database, i);
        node.outbox.queue(key, PushTiming.AT_ONCE);
        Instant committed = Instant.now();
        latencies[i] = Duration.between(committed, arrivals.await(i)).toMillis();
        LockSupport.parkNanos(Duration.ofMillis(chance.nextInt(300)).toNanos());
      }
      say("due at once, one by one, from commit to the answer", latencies);
    }
  }

  private static void windowed(DataSource database, Arrivals arrivals) throws SQLException {
    Duration window = Duration.ofSeconds(5);
    try (var node = node(database, arrivals, window)) {
      node.worker.start();
      long length = window.toMillis();
      long due = (System.currentTimeMillis() / length + 2) * length;
      LockSupport.parkUntil(due - length + 50);
      for (int i = 0; i < IN_A_WINDOW; i++) {
        node.outbox.queue(remember(database, 1_000 + i), PushTiming.END_OF_WINDOW);
      }
      long[] latencies = new long[IN_A_WINDOW];
      for (int i = 0; i < IN_A_WINDOW; i++) {
        latencies[i] = arrivals.await(1_000 + i).toEpochMilli() - due;
      }
      say("200 due at the end of one window, from the due time to the answer", latencies);
    }
  }

  private static void drain(DataSource database, Arrivals arrivals, FcmStandIn fcm)
      throws SQLException {
    try (var node = node(database, arrivals, Duration.ofMinutes(30))) {
      for (int i = 0; i < BACKLOG; i++) {
        node.outbox.queue(remember(database, 10_000 + i), PushTiming.AT_ONCE);
      }
      fcm.forgetAll();
      Load before = Load.of(database);
      long start = System.nanoTime();
      node.worker.start();
      while (node.waiting() > 0) {
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      Load load = Load.of(database).minus(before);
      long arrived =
          fcm.accepted().stream().map(message -> message.get("token")).distinct().count();
      IO.println(
          "backlog of %d drained in %.1f s (%.0f/s), %d devices told, %d lost, %d sent twice"
              .formatted(
                  BACKLOG,
                  seconds,
                  BACKLOG / seconds,
                  arrived,
                  BACKLOG - arrived,
                  fcm.accepted().size() - arrived));
      IO.println(
          "per push: %.2f transactions, %.2f rows updated, %.2f rows deleted (1 inserted before)"
              .formatted(
                  load.transactions() / (double) BACKLOG,
                  load.updated() / (double) BACKLOG,
                  load.deleted() / (double) BACKLOG));
    }
  }

  private static WorkerSetup node(DataSource database, Arrivals arrivals, Duration window) {
    var settings = new PushSettings(window, 16, Duration.ofSeconds(5));
    return new WorkerSetup(
        database,
        new Vault(database),
        InstantSource.system(),
        settings,
        WorkerSetup.pace(settings, OutboxRunner.Pace.POLLING, OutboxRunner.Pace.LEASE),
        arrivals);
  }

  private static AddressKey remember(DataSource database, int number) throws SQLException {
    AddressKey key = new AddressKey(ByteBuffer.allocate(AddressKey.LENGTH).putInt(number).array());
    try (var connection = database.getConnection();
        var insert = connection.prepareStatement("insert into vault values (?, ?)")) {
      insert.setBytes(1, key.bytes());
      insert.setString(2, FcmStandIn.token(number));
      insert.executeUpdate();
    }
    return key;
  }

  private static void say(String what, long[] millis) {
    Arrays.sort(millis);
    IO.println(
        "%s: p50 %d ms, p95 %d ms, p99 %d ms, most %d ms"
            .formatted(
                what,
                millis[millis.length / 2],
                millis[millis.length * 95 / 100],
                millis[millis.length * 99 / 100],
                millis[millis.length - 1]));
  }

  private static EmbeddedPostgres postgres() throws IOException {
    return EmbeddedPostgres.builder()
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("full_page_writes", "on")
        .start();
  }

  private static HikariDataSource pool(EmbeddedPostgres postgres) {
    var config = new HikariConfig();
    config.setDataSource(postgres.getPostgresDatabase());
    config.setMaximumPoolSize(16);
    return new HikariDataSource(config);
  }

  /// Records the time of each push's answer.
  private static final class Arrivals implements NotificationSender {
    private final NotificationSender sender;
    private final Map<String, Instant> at = new ConcurrentHashMap<>();

    Arrivals(NotificationSender sender) {
      this.sender = sender;
    }

    @Override
    public Delivery send(DeviceToken token) {
      Delivery delivery = sender.send(token);
      at.putIfAbsent(token.value(), Instant.now());
      return delivery;
    }

    Instant await(int number) {
      String token = FcmStandIn.token(number);
      while (true) {
        Instant arrived = at.get(token);
        if (arrived != null) {
          return arrived;
        }
        LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
      }
    }
  }

  private record Vault(DataSource database) implements AddressBook {
    @Override
    public Optional<DeviceToken> find(AddressKey key) {
      try (var connection = database.getConnection();
          var select = connection.prepareStatement("select token from vault where key = ?")) {
        select.setBytes(1, key.bytes());
        try (var rows = select.executeQuery()) {
          return rows.next() ? Optional.of(new DeviceToken(rows.getString(1))) : Optional.empty();
        }
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void forget(AddressKey key, DeviceToken failed) {}
  }

  private record Load(long transactions, long updated, long deleted) {

    static Load of(DataSource database) throws SQLException {
      String sql =
          """
          select xact_commit, n_tup_upd, n_tup_del
          from pg_stat_database, pg_stat_user_tables
          where datname = current_database()
            and schemaname = 'outbox'
            and relname = 'push'
          """;
      // The server updates these statistics with a delay of up to a second.
      LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
      try (var connection = database.getConnection();
          var statement = connection.createStatement();
          var rows = statement.executeQuery(sql)) {
        rows.next();
        return new Load(rows.getLong(1), rows.getLong(2), rows.getLong(3));
      }
    }

    Load minus(Load before) {
      return new Load(
          transactions - before.transactions, updated - before.updated, deleted - before.deleted);
    }
  }
}
