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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tw.shouwang.api.cases.Sender.Request;
import tw.shouwang.api.cases.Sender.Way;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.retention.RetentionRun;
import tw.shouwang.api.cases.sealing.CentreKeyring;
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
  @Inject CentreKeyring keyring;
  @Inject OwnerConnections owner;

  @ParameterizedTest
  @EnumSource
  void countsARequestOnceWhoseAnswersAreCutAnywhere(Way way) throws Exception {
    long before = count("cases.case_file");
    RandomGenerator chance = Seed.random("RetriesIT");
    int cut = 0;
    try (UnreliableProxy network = new UnreliableProxy(server.getPort())) {
      for (int i = 0; i < TRIES; i++) {
        Sender sender = sender(way);
        for (Request request : List.of(sender.form(), sender.message("m-1", "門口的報紙也沒有收"))) {
          network.cutAnswersAfter(chance.nextInt(LONGEST_ANSWER));
          try (AppClient broken = AppClient.at(network.port(), json)) {
            request.ask(broken);
          } catch (RuntimeException e) {
            cut++;
          }
          assertThat(Sender.told(request.ask(app))).isIn("CaseReceived", "MessageAdded");
        }
        assertThat(sender.read(sender.view().ask(app))).hasSize(2);
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

  private Sender sender(Way way) {
    return sender(way, "URGENT");
  }

  private Sender sender(Way way, String urgency) {
    return way.sender(
        Forms.receipt(), urgency, "三樓的阿嬤好幾天沒有出門了", keyring.newest("tpe").orElseThrow());
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

  @ParameterizedTest
  @EnumSource
  void keepsOneOfTwinMessages(Way way) throws Exception {
    Sender sender = sender(way);
    sender.form().ask(app);
    sender.read(sender.view().ask(app));
    Request message = sender.message("m-1", "門口的報紙也沒有收");
    List<Callable<Answer>> twins = new ArrayList<>();
    IntStream.range(0, 8)
        .forEach(i -> twins.add(() -> app.ask(message.document(), message.variables())));
    assertThat(together(twins)).containsOnly("MessageAdded");
    assertThat(sender.read(sender.view().ask(app))).hasSize(2);
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

  @ParameterizedTest
  @EnumSource
  void refusesALateRetryAfterErasureForThirtyDays(Way way) throws Exception {
    Sender sender = sender(way, "ROUTINE");
    Request form = sender.form();
    form.ask(app);
    sender.erase().ask(app);
    assertThat(Sender.told(form.ask(app))).isEqualTo("RECEIPT_ALREADY_USED");
    assertThat(
            app.input("RequestHelp", Forms.concern(sender.receipt(), "ROUTINE"))
                .root()
                .text("code"))
        .isEqualTo("RECEIPT_ALREADY_USED");

    retireUntil(sender.receipt(), "current_date + 1");
    retention.run();
    assertThat(Sender.told(form.ask(app)))
        .as("on the last of the thirty days")
        .isEqualTo("RECEIPT_ALREADY_USED");
    retireUntil(sender.receipt(), "current_date - 2");
    retention.run();
    assertThat(Sender.told(form.ask(app)))
        .as("after them it is a receipt like any other")
        .isEqualTo("CaseReceived");
  }

  private List<String> together(List<Callable<Answer>> requests) throws Exception {
    List<String> said = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(requests.size())) {
      for (Future<Answer> each : threads.invokeAll(requests)) {
        said.add(Sender.told(each.get().root()));
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
