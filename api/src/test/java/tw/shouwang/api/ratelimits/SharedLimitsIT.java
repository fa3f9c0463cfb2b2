package tw.shouwang.api.ratelimits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.annotation.Property;
import io.micronaut.jdbc.DataSourceResolver;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.database.OwnerConnections;
import tw.shouwang.api.database.TestCluster;
import tw.shouwang.api.testing.AppClient;

/// Limits that all nodes count together, below and above each limit.
@MicronautTest(transactional = false)
@Property(name = "shouwang.graphql.rate-limits.enabled", value = "true")
class SharedLimitsIT implements EmbeddedTest {

  private volatile Instant now = Instant.parse("2026-11-22T10:30:00Z");
  private final InstantSource clock = () -> now;

  @Inject DataSource joining;
  @Inject DataSourceResolver pools;
  @Inject OwnerConnections owner;
  @Inject AppClient app;
  @Inject InstantSource realTime;

  @BeforeEach
  void startAnew() throws SQLException {
    asRole("shouwang_owner", "truncate limits.bucket");
  }

  static Stream<RateLimit> shared() {
    return Arrays.stream(RateLimit.values()).filter(limit -> limit.whose() != Whose.CALLER);
  }

  @ParameterizedTest
  @MethodSource("shared")
  void letsABurstThroughOnWhicheverNodesAndThenWhatComesBack(RateLimit limit) {
    try (SharedLimits one = node();
        SharedLimits other = node()) {
      for (int i = 0; i < limit.burst(); i++) {
        assertThat(take(i % 2 == 0 ? one : other, limit, "a")).as("number %s", i + 1).isZero();
      }
      Duration wait = take(one, limit, "a");
      assertThat(wait).isPositive().isLessThanOrEqualTo(limit.period().dividedBy(limit.refill()));
      assertThat(take(other, limit, "a")).isEqualTo(wait);
      if (limit.whose() != Whose.EVERYBODY) {
        assertThat(take(other, limit, "b")).as("somebody else").isZero();
      }

      now = now.plus(wait);
      assertThat(take(other, limit, "a")).isZero();
      assertThat(take(one, limit, "a")).isPositive();
    }
  }

  @Test
  void countsNothingTwiceAndNothingNeverWhenNodesAskAtTheSameMoment() throws Exception {
    RateLimit limit = RateLimit.RANGE_EXPORTS;
    try (SharedLimits one = node();
        SharedLimits other = node();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      // The first question of each waits for its connection, and the others with it.
      one.takeAsMember(RateLimit.STEPS, "a");
      other.takeAsMember(RateLimit.STEPS, "a");
      List<Future<Duration>> answers = new ArrayList<>();
      for (int i = 0; i < limit.burst() + 4; i++) {
        SharedLimits node = i % 2 == 0 ? one : other;
        answers.add(threads.submit(() -> node.takeAsCentre(limit, "tpe")));
      }
      long taken = 0;
      for (Future<Duration> answer : answers) {
        taken += answer.get().isZero() ? 1 : 0;
      }
      assertThat(taken).isEqualTo(limit.burst());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void doesWhatEachLimitSaysWhileTheDatabaseIsAway(boolean silent) throws Exception {
    try (ServerSocket accepting = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      int port = accepting.getLocalPort();
      if (!silent) {
        accepting.close();
      }
      PGSimpleDataSource away = new PGSimpleDataSource();
      away.setUrl("jdbc:postgresql://127.0.0.1:" + port + "/shouwang");
      try (SharedLimits alone = new SharedLimits(away, clock, true)) {
        long began = System.nanoTime();
        assertThat(alone.takeAsMember(RateLimit.STEPS, "a")).isZero();
        assertThatThrownBy(() -> alone.takeAsMember(RateLimit.OPENINGS, "a"))
            .isInstanceOf(NotCounted.class);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
      }
    }
  }

  @Test
  void forgetsWhoHasAskedForNothingForLong() throws SQLException {
    try (SharedLimits node = node()) {
      node.takeAsMember(RateLimit.OPENINGS, "a");
      node.takeAsMember(RateLimit.OPENINGS, "b");
      assertThat(node.removeExpired()).isZero();
      // The library uses the machine's clock, so the test ages the row instead of moving the clock.
      asRole(
          "shouwang_staff",
          "update limits.bucket set expires_at = expires_at - 3600000 where id like '%:a'");
      assertThat(node.removeExpired()).isOne();
    }
    assertThat(asRole("shouwang_staff", "select id from limits.bucket"))
        .containsExactly("MEMBER:OPENINGS:b");
  }

  @Test
  void limitsNobodyWhereItIsOff() {
    PGSimpleDataSource none = new PGSimpleDataSource();
    try (SharedLimits off = new SharedLimits(none, clock, false)) {
      assertThat(off.takeAsMember(RateLimit.OPENINGS, "a")).isZero();
    }
  }

  @Test
  void takesNoLimitForAnotherKindOfKey() {
    try (SharedLimits node = node()) {
      assertThatThrownBy(() -> node.takeAsMember(RateLimit.MUTATIONS, "203.0.113.7"))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> node.takeAsEverybody(RateLimit.RANGE_EXPORTS))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"CALLER:MUTATIONS:203.0.113.7", "CENTRE:RANGE_EXPORTS:63000030", "203.0.113.7"})
  void theTableRefusesAnAddressOrAPlace(String id) {
    assertThatThrownBy(
            () -> asRole("shouwang_staff", "insert into limits.bucket (id) values ('" + id + "')"))
        .isInstanceOfSatisfying(
            SQLException.class, refused -> assertThat(refused.getSQLState()).isEqualTo("23514"));
  }

  @Test
  void strangersProcessesSeeNothingOfWhoWorksHowMuch() throws SQLException {
    try (SharedLimits node = node()) {
      node.takeAsMember(RateLimit.OPENINGS, "a");
      node.takeAsCentre(RateLimit.RANGE_EXPORTS, "tpe");
      node.takeAsEverybody(RateLimit.RESOURCE_PROBLEMS);
    }
    assertThat(asRole("shouwang_staff", "select id from limits.bucket")).hasSize(3);
    assertThat(asRole("shouwang_public", "select id from limits.bucket"))
        .containsExactly("EVERYBODY:RESOURCE_PROBLEMS");
    for (String statement :
        new String[] {
          "insert into limits.bucket (id) values ('MEMBER:STEPS:b')", "delete from limits.bucket"
        }) {
      assertThatThrownBy(() -> asRole("shouwang_public", statement))
          .isInstanceOfSatisfying(
              SQLException.class, refused -> assertThat(refused.getSQLState()).isEqualTo("42501"));
    }
    assertThatThrownBy(() -> asRole("shouwang_vault", "select id from limits.bucket"))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void tellsWhoReportsAProblemTooManyToSendItLaterAndAsksForNoReceipt() {
    Map<String, Object> problem = new HashMap<>();
    problem.put("resource", "tw.hotline.1966");
    problem.put("words", "中午打不通");
    AppClient.Answer answer = app.input("ReportResourceProblem", problem).root();
    assertThat(answer.text("__typename")).isEqualTo("ResourceProblemReported");
    try (SharedLimits other = new SharedLimits(pools.resolve(joining), realTime, true)) {
      while (other.takeAsEverybody(RateLimit.RESOURCE_PROBLEMS).isZero()) {
        // Reports on another node.
      }
    }
    answer = app.input("ReportResourceProblem", problem).root();
    assertThat(answer.text("code")).isEqualTo("TRY_LATER");
    assertThat(answer.text("message")).contains("稍後再送一次").doesNotContain("收執碼");
    assertThat(answer.at("emergency").each("key")).startsWith("tw.emergency.110");
  }

  private SharedLimits node() {
    return new SharedLimits(pools.resolve(joining), clock, true);
  }

  private static Duration take(SharedLimits node, RateLimit limit, String key) {
    return switch (limit.whose()) {
      case CALLER -> throw new IllegalArgumentException("counted in memory");
      case MEMBER -> node.takeAsMember(limit, key);
      case CENTRE -> node.takeAsCentre(limit, "centre" + key);
      case EVERYBODY -> node.takeAsEverybody(limit);
    };
  }

  private List<String> asRole(String role, String sql) throws SQLException {
    try (Connection known = owner.open().orElseThrow();
        Connection connection = TestCluster.get().superuser(known.getCatalog());
        Statement statement = connection.createStatement()) {
      statement.execute("set role " + role);
      List<String> found = new ArrayList<>();
      if (statement.execute(sql)) {
        try (ResultSet rows = statement.getResultSet()) {
          while (rows.next()) {
            found.add(rows.getString(1));
          }
        }
      }
      return found;
    }
  }
}
