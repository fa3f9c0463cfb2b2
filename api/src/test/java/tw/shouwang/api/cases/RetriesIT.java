package tw.shouwang.api.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.JsonMapper;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.retention.RetentionRun;
import tw.shouwang.api.cases.sealing.Envelopes;
import tw.shouwang.api.cases.sender.CaseViews;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.database.OwnerConnections;
import tw.shouwang.api.database.TestCluster;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.api.testing.Seed;
import tw.shouwang.api.testing.UnreliableProxy;

/// A request counts once, however often and in whatever state it arrives.
@MicronautTest(transactional = false)
class RetriesIT implements EmbeddedTest {

  private static final int TRIES = 40;
  private static final int LONGEST_ANSWER = 3_500;

  @Inject AppClient app;
  @Inject JsonMapper json;
  @Inject EmbeddedServer server;
  @Inject CaseViews views;
  @Inject RetentionRun retention;
  @Inject OwnerConnections owner;

  @Test
  void countsARequestOnceWhoseAnswersAreCutAnywhere() throws Exception {
    long before = count("cases.case_file");
    RandomGenerator chance = Seed.random("RetriesIT");
    int cut = 0;
    try (UnreliableProxy network = new UnreliableProxy(server.getPort())) {
      for (int i = 0; i < TRIES; i++) {
        Receipt receipt = Forms.receipt();
        Map<String, Object> form = Forms.concern(receipt, "URGENT");
        Map<String, Object> message = Forms.message(receipt, "m-1", "門口的報紙也沒有收");
        for (var request :
            List.of(Map.entry("SubmitConcern", form), Map.entry("AddMessage", message))) {
          network.cutAnswersAfter(chance.nextInt(LONGEST_ANSWER));
          try (AppClient broken = AppClient.at(network.port(), json)) {
            broken.input(request.getKey(), request.getValue());
          } catch (RuntimeException e) {
            cut++;
          }
          assertThat(app.input(request.getKey(), request.getValue()).root().text("__typename"))
              .isIn("CaseReceived", "MessageAdded");
        }
        assertThat(app.ask("CaseView", Map.of("receipt", receipt.text())).root().at("messages"))
            .extracting(Answer::size)
            .isEqualTo(2);
      }
    }
    assertThat(cut).as("answers that were cut").isGreaterThan(TRIES / 4);
    assertThat(count("cases.case_file") - before).isEqualTo(TRIES);
  }

  /// What can be read may be on one disk only: a commit that waited for its standby was broken off.
  @Test
  void confirmsARetryNoSoonerThanAFirstTry() throws Exception {
    Receipt receipt = Forms.receipt();
    Map<String, Object> form = Forms.concern(receipt, "URGENT");
    Map<String, Object> message = Forms.message(receipt, "m-1", "門口的報紙也沒有收");
    String confirmed = "CaseReceived";
    for (var request :
        List.of(Map.entry("SubmitConcern", form), Map.entry("AddMessage", message))) {
      try (Connection everything = TestCluster.get().superuser(database());
          Statement statement = everything.createStatement()) {
        standby(statement, "nobody");
        try {
          assertThat(told(request)).as("a first try").isEqualTo("TEMPORARILY_UNAVAILABLE");
          statement.execute(
              "select pg_terminate_backend(pid) from pg_stat_activity"
                  + " where wait_event = 'SyncRep' and datname = current_database()");
          assertThat(app.ask("CaseView", Map.of("receipt", receipt.text())).root().isNull())
              .as("what was broken off can be read")
              .isFalse();
          assertThat(told(request)).as("a retry").isEqualTo("TEMPORARILY_UNAVAILABLE");
        } finally {
          standby(statement, "");
        }
      }
      assertThat(told(request)).isEqualTo(confirmed);
      confirmed = "MessageAdded";
    }
  }

  private String told(Map.Entry<String, Map<String, Object>> request) {
    Answer answer = app.input(request.getKey(), request.getValue()).root();
    String type = answer.text("__typename");
    return type.endsWith("Refused") ? answer.text("code") : type;
  }

  private String database() throws Exception {
    try (Connection connection = owner.open().orElseThrow()) {
      return connection.getCatalog();
    }
  }

  /// Who must confirm each commit of the whole cluster; empty for nobody.
  private static void standby(Statement statement, String name) throws Exception {
    statement.execute("alter system set synchronous_standby_names = '" + name + "'");
    statement.execute("select pg_reload_conf()");
  }

  /// Scenario 6, as it applies to receipts.
  @Test
  void keepsOneOfTwinsAndTellsTheOthersWhichOneItIs() throws Exception {
    for (int round = 0; round < 10; round++) {
      Receipt receipt = Forms.receipt();
      Map<String, Object> one = Forms.concern(receipt, "ROUTINE");
      Map<String, Object> other = new HashMap<>(one);
      other.put("words", "完全不同的事");
      Map<String, Object> help = new HashMap<>(one);
      List<Callable<Answer>> twins = new ArrayList<>();
      IntStream.range(0, 4).forEach(i -> twins.add(() -> app.input("SubmitConcern", one)));
      IntStream.range(0, 2).forEach(i -> twins.add(() -> app.input("SubmitConcern", other)));
      IntStream.range(0, 2).forEach(i -> twins.add(() -> app.input("RequestHelp", help)));
      List<String> each = together(twins);

      assertThat(count("cases.receipt_hash", receipt)).isEqualTo(1);
      assertThat(each.stream().filter("CaseReceived"::equals).count()).isIn(4L, 2L);
      assertThat(each).containsOnly("CaseReceived", "RECEIPT_ALREADY_USED");
      assertThat(
              app.ask("CaseView", Map.of("receipt", receipt.text())).root().at("messages").size())
          .isEqualTo(1);
    }
  }

  @Test
  void keepsOneOfTwinMessages() throws Exception {
    Receipt receipt = Forms.receipt();
    app.input("SubmitConcern", Forms.concern(receipt, "ROUTINE"));
    Map<String, Object> message = Forms.message(receipt, "m-1", "門口的報紙也沒有收");
    List<Callable<Answer>> twins = new ArrayList<>();
    IntStream.range(0, 8).forEach(i -> twins.add(() -> app.input("AddMessage", message)));
    assertThat(together(twins)).containsOnly("MessageAdded");
    assertThat(app.ask("CaseView", Map.of("receipt", receipt.text())).root().at("messages").size())
        .isEqualTo(2);
  }

  /// Scenario 7.
  @Test
  void takesAReceiptThroughOneOfTheTwoForms() {
    Receipt receipt = Forms.receipt();
    Map<String, Object> form = Forms.concern(receipt, "ROUTINE");
    assertThat(app.input("RequestHelp", form).root().text("__typename")).isEqualTo("CaseReceived");
    Answer refused = app.input("SubmitConcern", form).root();
    assertThat(refused.text("code")).isEqualTo("RECEIPT_ALREADY_USED");
    assertThat(refused.text("field")).isEqualTo("receipt");
    assertThat(app.input("RequestHelp", form).root().text("__typename")).isEqualTo("CaseReceived");
  }

  @Test
  void refusesALateRetryAfterErasureForThirtyDays() throws Exception {
    Receipt receipt = Forms.receipt();
    Map<String, Object> form = Forms.concern(receipt, "ROUTINE");
    app.input("SubmitConcern", form);
    app.input("EraseCase", Map.of("receipt", receipt.text()));
    assertThat(app.input("SubmitConcern", form).root().text("code"))
        .isEqualTo("RECEIPT_ALREADY_USED");
    assertThat(app.input("RequestHelp", form).root().text("code"))
        .isEqualTo("RECEIPT_ALREADY_USED");

    retireUntil(receipt, "current_date + 1");
    retention.run();
    assertThat(app.input("SubmitConcern", form).root().text("code"))
        .as("on the last of the thirty days")
        .isEqualTo("RECEIPT_ALREADY_USED");
    retireUntil(receipt, "current_date - 2");
    retention.run();
    assertThat(app.input("SubmitConcern", form).root().text("__typename"))
        .as("after them it is a receipt like any other")
        .isEqualTo("CaseReceived");
  }

  private List<String> together(List<Callable<Answer>> requests) throws Exception {
    List<String> said = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(requests.size())) {
      for (Future<Answer> each : threads.invokeAll(requests)) {
        Answer root = each.get().root();
        String type = root.text("__typename");
        said.add(type.equals("SubmissionRefused") ? root.text("code") : type);
      }
    }
    return said;
  }

  @Inject Envelopes envelopes;

  private String hex(Receipt receipt) {
    return java.util.HexFormat.of().formatHex(envelopes.hash(receipt));
  }

  private void retireUntil(Receipt receipt, String day) throws Exception {
    try (Connection connection = owner.open().orElseThrow();
        Statement statement = connection.createStatement()) {
      int changed =
          statement.executeUpdate(
              "update cases.receipt_hash set retired_until = "
                  + day
                  + " where hash = '\\x"
                  + hex(receipt)
                  + "'");
      assertThat(changed).isEqualTo(1);
    }
  }

  private long count(String table) throws Exception {
    return count("select count(*) from " + table, "");
  }

  private long count(String table, Receipt receipt) throws Exception {
    return count("select count(*) from " + table, " where hash = '\\x" + hex(receipt) + "'");
  }

  private long count(String select, String where) throws Exception {
    try (Connection connection = owner.open().orElseThrow();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(select + where)) {
      row.next();
      return row.getLong(1);
    }
  }
}
