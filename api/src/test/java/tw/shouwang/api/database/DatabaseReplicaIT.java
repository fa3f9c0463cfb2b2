package tw.shouwang.api.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tw.shouwang.api.CommandsBeside;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.api.testing.IdentityProvider;
import tw.shouwang.api.testing.OwnerSql;
import tw.shouwang.api.testing.StaffClient;

/// A staff node counts its figures in a replica, says how far it is behind, and does without it.
@MicronautTest(transactional = false)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DatabaseReplicaIT implements EmbeddedTest {

  private static final String FIGURES =
      """
      query ($month: Date!) {
        figures(from: $month, to: $month) { asOf cases breakdowns(dimension: CATEGORY) { month } }
      }
      """;

  private final IdentityProvider provider = IdentityProvider.start();
  private @Nullable TestReplica replica;

  @Inject StaffClient staff;
  @Inject OwnerSql owner;
  @Inject DatabaseReplica reads;
  @Inject DatabaseHealth health;
  @Inject TransactionOperations<Connection> transactions;
  @Inject InstantSource clock;
  @Inject CommandsBeside commands;

  @Override
  public Map<String, String> getProperties() {
    Map<String, String> properties = new HashMap<>(EmbeddedTest.super.getProperties());
    properties.putAll(provider.settings());
    String url = properties.getOrDefault("shouwang.database.url", "");
    try {
      Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "replica-");
      replica = TestReplica.of(url, folder);
      properties.put("shouwang.database.replica-url", replica.url(url));
      properties.put("shouwang.database.replica-most-delay", "1h");
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void follow() throws SQLException {
    if (replica().isRunning()) {
      replica().ask("select pg_wal_replay_resume()");
    }
  }

  @AfterAll
  void stop() {
    replica().close();
    provider.close();
  }

  @Test
  @Order(1)
  void figuresOfAReplicaThatFollowsAreWhole() throws SQLException {
    cases(20);
    Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    awaitReplica();
    assertThat(figures().text("cases")).isEqualTo("20");
    assertThat(eventually(() -> !asOf(figures()).isBefore(before))).isTrue();
  }

  @Test
  @Order(2)
  void figuresOfAReplicaThatIsBehindSaySo() throws SQLException {
    long before = Long.parseLong(figures().text("cases"));
    awaitReplica();
    replica().ask("select pg_wal_replay_pause()");
    awaitNextSecond();
    Instant paused = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    cases(30);
    Answer told = figures();
    assertThat(told.text("cases")).isEqualTo(Long.toString(before));
    assertThat(asOf(told)).isBefore(paused);

    String fresh = reads.readSince(paused, this::count);
    assertThat(fresh).as("read since then").isEqualTo(Long.toString(before + 30));
    assertThat(withMostDelay(Duration.ZERO).read(this::count).value())
        .as("where no delay is allowed")
        .isEqualTo(Long.toString(before + 30));
    assertThat(withMostDelay(Duration.ofHours(1)).read(this::count).value())
        .isEqualTo(Long.toString(before));

    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    new DatabaseWatch(health, reads, clock, registry).look();
    assertThat(registry.get("shouwang.database.replica.delay.seconds").gauge().value())
        .isBetween(1.0, 600.0);

    replica().ask("select pg_wal_replay_resume()");
    awaitReplica();
    assertThat(figures().text("cases")).isEqualTo(Long.toString(before + 30));
  }

  @Test
  @Order(3)
  void aCheckSaysHowFarItIsBehind() throws SQLException {
    awaitReplica();
    assertThat(commands.run("check").said())
        .containsPattern("ok +database +The replica is [0-9]+ s behind\\.");
    replica().ask("select pg_wal_replay_pause()");
    awaitNextSecond();
    cases(10);
    awaitNextSecond();
    assertThat(commands.run("check").said()).containsPattern("The replica is [1-9][0-9]* s behind");
  }

  @Test
  @Order(4)
  void withoutTheReplicaTheDatabaseItselfIsRead() throws SQLException {
    replica().close();
    cases(5);
    Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Answer told = figures();
    assertThat(told.text("cases")).isEqualTo(count());
    assertThat(asOf(told)).isAfterOrEqualTo(before);
    assertThat(commands.run("check").said())
        .contains("The replica at shouwang.database.replica-url does not answer");
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    new DatabaseWatch(health, reads, clock, registry).look();
    assertThat(registry.get("shouwang.database.replica.delay.seconds").gauge().value()).isNaN();
  }

  private DatabaseReplica withMostDelay(Duration delay) {
    return new DatabaseReplica(true, delay, transactions, clock);
  }

  private String count() {
    return transactions.executeRead(status -> {
      try (var statement = status.getConnection().createStatement();
          var row = statement.executeQuery("select count(*) from cases.case_file")) {
        row.next();
        return row.getString(1);
      }
    });
  }

  private Answer figures() {
    return staff
        .ask(provider.token("s1", "tpe", "SUPERVISOR"), FIGURES, Map.of("month", "2026-03-01"))
        .root();
  }

  private static Instant asOf(Answer told) {
    return Instant.parse(told.text("asOf"));
  }

  private void awaitReplica() {
    assertThat(eventually(() -> reads.delay().orElseThrow().isZero())).isTrue();
  }

  /// Other databases of the cluster are written all the while, so the replica is behind at times.
  private static boolean eventually(BooleanSupplier what) {
    for (int i = 0; i < 300; i++) {
      if (what.getAsBoolean()) {
        return true;
      }
      LockSupport.parkNanos(100_000_000);
    }
    return false;
  }

  private static void awaitNextSecond() {
    LockSupport.parkNanos(1_100_000_000);
  }

  private TestReplica replica() {
    if (replica == null) {
      throw new IllegalStateException("not started");
    }
    return replica;
  }

  private void cases(int number) throws SQLException {
    owner.run(
        """
        insert into cases.case_file (id, binding, form, topic, other_topics, indicators, urgency,
          area, sender_group, centre, status, received_at, due_at, erase_on)
        select gen_random_uuid(), sha256(gen_random_uuid()::text::bytea), 'CONCERN', 'ECONOMIC',
          '{}', '{}', 'ROUTINE', '63000030', 'PRIVATE', 'tpe', 'TRIAGED',
          timestamptz '2026-03-10 01:00Z', timestamptz '2026-03-11 01:00Z', date '2030-01-01'
        from generate_series(1, %d)
        """
            .formatted(number));
  }
}
