package tw.shouwang.api.cases.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.cases.Forms;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.envelope.SealingClient;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.cases.sealing.CentreKeyring;
import tw.shouwang.api.cases.sealing.Envelopes;
import tw.shouwang.api.cases.sealing.WorkKey;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.database.TestCluster;
import tw.shouwang.api.forms.WorkChallenge;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.graphql.ratelimits.CallerKey;
import tw.shouwang.graphql.ratelimits.RateLimitExemption;

/// What happens to the database and to senders when more reports arrive than usual, or than the
/// database can take.
@MicronautTest(transactional = false)
@Property(name = "shouwang.graphql.rate-limits.enabled", value = "true")
@Property(name = "shouwang.graphql.rate-limits.trusted-proxies", value = "127.0.0.0/8")
@Property(name = "shouwang.cases.usual-per-address", value = "10")
class FloodsIT implements EmbeddedTest {

  /// The places for reports, messages and reads, and some for jobs.
  private static final int MOST_WAITING = 24 + 8;

  private String database = "";

  @Inject AppClient app;
  @Inject KnownReceipts exempt;
  @Inject CentreKeyring keyring;
  @Inject PastLimit pastLimit;
  @Inject Load load;
  @Inject Provider<WorkKey> key;
  @Inject Envelopes envelopes;
  @Inject InstantSource clock;

  @Override
  public Map<String, String> getProperties() {
    Map<String, String> properties = EmbeddedTest.super.getProperties();
    String url = properties.getOrDefault("shouwang.database.url", "");
    database = url.substring(url.lastIndexOf('/') + 1);
    return properties;
  }

  /// A9: all reports of a flood of danger from one address are stored and marked, so that staff can
  /// handle them; other reports are not marked.
  @Test
  void keepsAFloodOfDangerAndMarksWhatIsMoreThanUsual() throws Exception {
    long marked = number("select count(*) from cases.case_file where surge");
    AppClient flooding = app.with(Map.of("X-Forwarded-For", "203.0.113.9"));
    List<Callable<String>> reports = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      reports.add(() -> submit(flooding, "IMMEDIATE_DANGER"));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (Future<String> answer : threads.invokeAll(reports)) {
        assertThat(answer.get()).isEqualTo("CaseReceived");
      }
    }
    long more = number("select count(*) from cases.case_file where surge") - marked;
    assertThat(more)
        .as("all but the usual ten, and those that came with the tenth")
        .isBetween(46L, 50L);
    AppClient another = app.with(Map.of("X-Forwarded-For", "203.0.113.10"));
    assertThat(submit(another, "IMMEDIATE_DANGER")).isEqualTo("CaseReceived");
    assertThat(number("select count(*) from cases.case_file where surge") - marked).isEqualTo(more);
  }

  /// W7, for the whole service: behind a lock, each late answer closed a connection while its
  /// statement ran on, until the database accepted no more.
  @Test
  void throwsNoConnectionAwayBehindALockedTable() throws Exception {
    for (int i = 0; i < 20; i++) {
      submit(at(i), "ROUTINE");
    }
    Set<Long> before = connections();
    List<Future<Long>> asked = new ArrayList<>();
    long mostWaiting = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Connection holder = TestCluster.get().superuser(database);
        Statement hold = holder.createStatement()) {
      holder.setAutoCommit(false);
      hold.execute("lock table cases.case_file in access exclusive mode");
      for (int i = 0; i < 160; i++) {
        AppClient client = at(i);
        String urgency = i % 4 == 0 ? "IMMEDIATE_DANGER" : "ROUTINE";
        asked.add(
            threads.submit(() -> {
              long began = System.nanoTime();
              // The last ones may still be waiting when the lock is released.
              assertThat(submit(client, urgency))
                  .isIn("TEMPORARILY_UNAVAILABLE", "TRY_LATER", "CaseReceived");
              return Duration.ofNanos(System.nanoTime() - began).toMillis();
            }));
        Thread.sleep(50);
        mostWaiting =
            Math.max(
                mostWaiting,
                number(
                    "select count(*) from pg_stat_activity where datname = current_database() and"
                        + " wait_event_type = 'Lock'"));
      }
      holder.rollback();
      for (Future<Long> each : asked) {
        assertThat(each.get()).as("milliseconds").isLessThan(4_000);
      }
    }
    assertThat(mostWaiting).as("statements that wait").isLessThanOrEqualTo(MOST_WAITING);
    assertThat(connections()).as("those that were there are").containsAll(before);
    assertThat(submit(at(200), "IMMEDIATE_DANGER")).isEqualTo("CaseReceived");
  }

  /// Whoever waits for many receipts at once gets few of them in. Danger, work and other addresses
  /// are as before.
  @Test
  void letsFewOfOneAddressInThatHaveWaited() {
    AppClient flooding = at(250);
    List<String> answers = new ArrayList<>();
    Map<String, Object> form = Map.of();
    for (int i = 0; i < 40; i++) {
      form = waited(Forms.receipt(), receipt -> Forms.concern(receipt, "ROUTINE"));
      answers.add(outcome(flooding.input("SubmitConcern", form)));
    }
    assertThat(answers.subList(0, 30)).containsOnly("CaseReceived");
    assertThat(answers).last().isEqualTo("PROOF_REQUIRED");
    assertThat(submit(flooding, "IMMEDIATE_DANGER")).isEqualTo("CaseReceived");
    AppClient.Answer asked = flooding.input("SubmitConcern", form).root().at("proofChallenge");
    WorkSolution solved =
        Solver.solve(asked.text("challenge"), Integer.parseInt(asked.text("difficulty")));
    form.put("proof", Map.of("challenge", solved.challenge(), "solution", solved.solution()));
    assertThat(outcome(flooding.input("SubmitConcern", form))).isEqualTo("CaseReceived");

    Receipt other = Forms.receipt();
    assertThat(outcome(at(251).input("SubmitConcern", Forms.concern(other, "ROUTINE"))))
        .isEqualTo("CaseReceived");
    Map<String, Object> message = waited(other, receipt -> Forms.message(receipt, "m-1", "還在"));
    assertThat(outcome(flooding.input("AddMessage", message))).isEqualTo("PROOF_REQUIRED");
    assertThat(outcome(at(251).input("AddMessage", message))).isEqualTo("MessageAdded");
  }

  /// A form past the limit of its address, whose sender was asked for work twenty seconds ago.
  private Map<String, Object> waited(Receipt receipt, Function<Receipt, Map<String, Object>> form) {
    byte[] hash = envelopes.hash(receipt);
    pastLimit.add(hash);
    WorkChallenges earlier =
        new WorkChallenges(
            load,
            pastLimit,
            key,
            new SecureRandom(),
            () -> clock.instant().minusSeconds(20),
            caller -> false);
    WorkChallenge asked =
        earlier
            .lacking(Urgency.ROUTINE, WorkShown.plain(null, hash, new CallerKey("any")))
            .orElseThrow();
    Map<String, Object> input = form.apply(receipt);
    input.put("proof", Map.of("challenge", asked.challenge(), "solution", ""));
    return input;
  }

  /// A message past its address's limit is exempt for whoever may add it: who has seen a lookup and
  /// not the hand floods nobody's case with look-ups.
  @Test
  void exemptsNoMessageWithoutTheHand() {
    SealingClient client =
        new SealingClient(keyring.newest("tpe").orElseThrow(), Forms.receipt(), "他在門口");
    Map<String, Object> form = client.input();
    form.put("urgency", "IMMEDIATE_DANGER");
    assertThat(app.input("SubmitSealed", form).root().text("__typename"))
        .isEqualTo("SealedCaseReceived");
    Map<String, Object> message = client.message("m-1", "還在");
    assertThat(exempt.exempts(message(message))).isTrue();
    message.put("hand", SealingClient.text(new byte[32]));
    assertThat(exempt.exempts(message(message))).isFalse();
    message.remove("hand");
    assertThat(exempt.exempts(message(message))).isFalse();
  }

  private static RateLimitExemption.RootField message(Map<String, Object> input) {
    return new RateLimitExemption.RootField("addSealedMessage", Map.of("input", input));
  }

  private AppClient at(int address) {
    return app.with(Map.of("X-Forwarded-For", "198.51.100." + address));
  }

  private static String submit(AppClient client, String urgency) {
    return outcome(client.input("SubmitConcern", Forms.concern(Forms.receipt(), urgency)));
  }

  private static String outcome(AppClient.Answer answered) {
    AppClient.Answer answer = answered.root();
    String type = answer.text("__typename");
    return type.equals("SubmissionRefused") ? answer.text("code") : type;
  }

  /// The process ids of the service's backends.
  private Set<Long> connections() throws SQLException {
    Set<Long> pids = new HashSet<>();
    try (Connection connection = TestCluster.get().superuser(database);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select pid from pg_stat_activity where datname = current_database() and usename"
                    + " like 'shouwang%'")) {
      while (rows.next()) {
        pids.add(rows.getLong(1));
      }
    }
    return pids;
  }

  private long number(String sql) throws SQLException {
    try (Connection connection = TestCluster.get().superuser(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
