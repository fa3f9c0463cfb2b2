package tw.shouwang.api.cases.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.jdbc.DataSourceResolver;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.cases.Forms;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.api.testing.UnreliableProxy;
import tw.shouwang.api.testing.UnreliableProxy.Manner;

/// Reserved connections are available, whatever other requests do.
@MicronautTest(transactional = false)
@Property(name = "shouwang.graphql.rate-limits.enabled", value = "true")
@Property(name = "shouwang.graphql.rate-limits.trusted-proxies", value = "127.0.0.0/8")
@Property(name = "shouwang.cases.usual-per-address", value = "10000")
class SharesIT implements EmbeddedTest {

  private static final int READERS = 64;
  private static final int REFUSED = 16;
  private static final int IN_DANGER = 20;
  private static final int ALONE = 5;

  private static UnreliableProxy proxy = new UnreliableProxy(0);

  @Inject AppClient app;
  @Inject DataSource joining;
  @Inject DataSourceResolver pools;

  @Override
  public Map<String, String> getProperties() {
    Map<String, String> properties = new HashMap<>(EmbeddedTest.super.getProperties());
    String url = properties.getOrDefault("shouwang.database.url", "");
    URI address = URI.create(url.substring("jdbc:".length()));
    proxy = new UnreliableProxy(address.getPort());
    properties.put(
        "shouwang.database.url",
        url.replace(":" + address.getPort() + "/", ":" + proxy.port() + "/"));
    properties.put("datasources.default.maximum-pool-size", "4");
    return properties;
  }

  @AfterAll
  static void close() throws Exception {
    proxy.close();
  }

  /// W4: background work (jobs, news, health) holds all of its own connections.
  @Test
  void leavesSendersTheirConnectionsWhateverJobsHold() throws Exception {
    DataSource pool = pools.resolve(joining);
    List<Connection> held = new ArrayList<>();
    try {
      for (int i = 0; i < 4; i++) {
        held.add(pool.getConnection());
      }
      for (String urgency : List.of("ROUTINE", "IMMEDIATE_DANGER")) {
        Receipt receipt = Forms.receipt();
        assertThat(submit(Forms.concern(receipt, urgency))).isEqualTo("CaseReceived");
        assertThat(
                app.input("AddMessage", Forms.message(receipt, "m", "還在"))
                    .root()
                    .text("__typename"))
            .isEqualTo("MessageAdded");
        assertThat(
                app.input(
                        "ChangeReceipt",
                        Map.of("receipt", receipt.text(), "newReceipt", Forms.receipt().text()))
                    .root()
                    .text("__typename"))
            .isEqualTo("ReceiptChanged");
      }
    } finally {
      for (Connection each : held) {
        each.close();
      }
    }
  }

  /// W4: danger is served although readers, and reports past their address's limit, use a slow
  /// database: about as soon as when nobody else does.
  @Test
  void takesDangerInSoonBesideReadersAndReportsPastTheLimit() throws Exception {
    app = app.with(Map.of("X-Forwarded-For", "203.0.113.7"));
    useUpTheLimit();
    proxy.behave(Manner.SLOW);
    List<Taken> alone = new ArrayList<>();
    for (int i = 0; i < ALONE; i++) {
      alone.add(inDanger("198.51.100." + (100 + i)));
    }
    AtomicBoolean goesOn = new AtomicBoolean(true);
    AtomicInteger floods = new AtomicInteger();
    List<Taken> besideThem = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < READERS; i++) {
        threads.submit(() -> {
          while (goesOn.get()) {
            app.ask("CaseView", Map.of("receipt", Forms.receipt().text()));
            floods.incrementAndGet();
          }
        });
      }
      for (int i = 0; i < REFUSED; i++) {
        threads.submit(() -> {
          while (goesOn.get()) {
            submit(Forms.concern());
            floods.incrementAndGet();
          }
        });
      }
      while (floods.get() < READERS + REFUSED) {
        Thread.sleep(10);
      }
      List<Future<Taken>> sent = new ArrayList<>();
      for (int i = 0; i < IN_DANGER; i++) {
        String address = "198.51.100." + i;
        sent.add(threads.submit(() -> inDanger(address)));
        Thread.sleep(500);
      }
      try {
        for (Future<Taken> each : sent) {
          besideThem.add(each.get());
        }
      } finally {
        goesOn.set(false);
        proxy.behave(Manner.PASS);
      }
    }
    long report = median(alone, Taken::report);
    long message = median(alone, Taken::message);
    assertThat(besideThem)
        .as("milliseconds, alone %s", alone)
        .allMatch(each -> each.report() < 6 * report);
    // On a machine without free processors some messages are asked to come again.
    assertThat(median(besideThem, Taken::message))
        .as("the middle one of %s, alone %s", besideThem, alone)
        .isLessThan(message + message / 3);
  }

  /// How long somebody in danger waits, in milliseconds. On this database both are mostly its
  /// statements, 50 ms each.
  private record Taken(long report, long message) {}

  private Taken inDanger(String address) {
    AppClient elsewhere = app.with(Map.of("X-Forwarded-For", address));
    Receipt receipt = Forms.receipt();
    Map<String, Object> form = Forms.concern(receipt, "IMMEDIATE_DANGER");
    Map<String, Object> message = Forms.message(receipt, "m", "他又來了");
    return new Taken(
        taken(app, "SubmitConcern", form, "CaseReceived", 1),
        taken(elsewhere, "AddMessage", message, "MessageAdded", 10));
  }

  private static long median(List<Taken> all, ToLongFunction<Taken> which) {
    return all.stream().mapToLong(which).sorted().skip(all.size() / 2).findFirst().orElseThrow();
  }

  /// Asks until it is taken, as clients do, and says how many milliseconds that took.
  private static long taken(
      AppClient client, String document, Map<String, Object> input, String expected, int most) {
    long began = System.nanoTime();
    String answer = "";
    for (int tries = 0; tries < most && !answer.contains(expected); tries++) {
      answer = client.send(document, Map.of("input", input), "en");
    }
    assertThat(answer).contains(expected);
    return Duration.ofNanos(System.nanoTime() - began).toMillis();
  }

  /// A12: a first report past its address's limit is asked for proof of work, whatever its urgency,
  /// and never refused.
  @Test
  void asksAFirstReportPastTheLimitForWork() throws Exception {
    app = app.with(Map.of("X-Forwarded-For", "203.0.113.8"));
    for (String urgency : List.of("ROUTINE", "URGENT")) {
      Map<String, Object> form;
      Answer asked;
      int tries = 0;
      do {
        // A slow machine gives the limit time to fill up again.
        useUpTheLimit();
        form = Forms.concern(Forms.receipt(), urgency);
        asked = app.input("SubmitConcern", form).root();
      } while (asked.text("__typename").equals("CaseReceived") && ++tries < 10);
      assertThat(asked.text("code")).as(urgency).isEqualTo("PROOF_REQUIRED");
      Answer challenge = asked.at("proofChallenge");
      WorkSolution solved =
          Solver.solve(challenge.text("challenge"), Integer.parseInt(challenge.text("difficulty")));
      form.put("proof", Map.of("challenge", solved.challenge(), "solution", solved.solution()));
      assertThat(submit(form)).isEqualTo("CaseReceived");
      form.remove("proof");
      assertThat(submit(form)).as("a retry").isEqualTo("CaseReceived");
    }
    assertThat(submit(Forms.concern(Forms.receipt(), "IMMEDIATE_DANGER")))
        .isEqualTo("CaseReceived");
  }

  /// Sends reports until the address has used up its limit.
  private void useUpTheLimit() throws Exception {
    AtomicBoolean asked = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        threads.submit(() -> {
          while (!asked.get()) {
            String answer = app.send("SubmitConcern", Map.of("input", Forms.concern()), "en");
            asked.compareAndSet(false, answer.contains("PROOF_REQUIRED"));
          }
        });
      }
    }
  }

  /// The status of a report's answer, or the whole answer if it was not accepted.
  private String submit(Map<String, Object> form) {
    String answer = app.send("SubmitConcern", Map.of("input", form), "en");
    return answer.contains("CaseReceived") ? "CaseReceived" : answer;
  }
}
