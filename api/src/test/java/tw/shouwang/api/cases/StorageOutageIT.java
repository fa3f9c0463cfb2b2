package tw.shouwang.api.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tw.shouwang.api.cases.envelope.CentreKey;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.envelope.SealingClient;
import tw.shouwang.api.cases.sealing.CentreKeyring;
import tw.shouwang.api.cases.sealing.Envelopes;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.database.OwnerConnections;
import tw.shouwang.api.database.TestCluster;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.api.testing.UnreliableProxy;
import tw.shouwang.api.testing.UnreliableProxy.Manner;
import tw.shouwang.notifications.testing.FcmStandIn;

/// Whatever the database does, a person gets an answer within three seconds, and a retry with the
/// same receipt gives the final result.
@MicronautTest(transactional = false)
class StorageOutageIT implements EmbeddedTest {

  private static final Duration PROMISE = Duration.ofSeconds(3);
  private static final Duration RETURN = Duration.ofSeconds(5);

  private static final Duration READY_WITHIN = Duration.ofMillis(1_500);

  private static UnreliableProxy proxy = new UnreliableProxy(0);

  @Inject AppClient app;
  @Inject EmbeddedServer server;
  @Inject OwnerConnections owner;
  @Inject CentreKeyring keyring;
  @Inject Envelopes envelopes;

  @Override
  public Map<String, String> getProperties() {
    Map<String, String> properties = new HashMap<>(EmbeddedTest.super.getProperties());
    String url = properties.getOrDefault("shouwang.database.url", "");
    URI address = URI.create(url.substring("jdbc:".length()));
    proxy = new UnreliableProxy(address.getPort());
    properties.put(
        "shouwang.database.url",
        url.replace(":" + address.getPort() + "/", ":" + proxy.port() + "/"));
    return properties;
  }

  @AfterEach
  void heal() {
    proxy.behave(Manner.PASS);
  }

  @AfterAll
  static void close() throws Exception {
    proxy.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Manner.class,
      names = {"REFUSE", "SWALLOW"})
  void saysWithinThreeSecondsThatNothingCanBeStored(Manner manner) {
    Map<String, Object> input = concern();
    assertReceivedSoon(concern());
    // Scenario 11: also where a client has sealed for a generation that nobody can look up now.
    CentreKey centre = keyring.newest("tpe").orElseThrow();
    Map<String, Object> sealed = new SealingClient(centre, Forms.receipt(), "門口沒有燈").input();
    sealed.put("generation", centre.generation() + 1);
    proxy.behave(manner);
    for (int i = 0; i < 3; i++) {
      assertAway("SubmitConcern", input);
      assertAway("SubmitSealed", sealed);
    }
    proxy.behave(Manner.PASS);
    assertReceivedSoon(input);
  }

  /// A proxy takes a node away whose readiness comes later, and the directory with it.
  @Test
  void readinessIsSoonThereWhileTheDatabaseHangs() throws Exception {
    assertReceivedSoon(concern());
    proxy.behave(Manner.SWALLOW);
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(server.getURI().resolve("/health/readiness"))
              .timeout(READY_WITHIN)
              .build();
      // As often as two proxies would ask while the first look still waits.
      for (int i = 0; i < 6; i++) {
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("DEGRADED");
      }
    }
  }

  @Test
  void saysSoTooWhenTheDatabaseTakesNoWrites() throws Exception {
    String database;
    try (Connection known = owner.open().orElseThrow()) {
      database = known.getCatalog();
    }
    setReadOnly(database, "on");
    Map<String, Object> input = concern();
    assertAway("SubmitConcern", input);
    setReadOnly(database, "off");
    assertReceivedSoon(input);
  }

  @Test
  void saysSoTooWhenTheDiskIsFullAndMessagesFareNoBetter() throws Exception {
    Map<String, Object> before = concern();
    assertReceivedSoon(before);
    Map<String, Object> message = message(before);
    // As the server reports it when a table cannot grow. A full write-ahead log stops the server,
    // which is the refused connection above.
    run(
        """
        create function disk_full() returns trigger language plpgsql as $$
        begin
          raise exception 'could not extend file' using errcode = '53100';
        end
        $$
        """,
        """
        create trigger disk_full before insert on cases.entry
        for each statement execute function disk_full()
        """);
    Map<String, Object> input = concern();
    assertAway("SubmitConcern", input);
    assertAway("AddMessage", message);
    run("drop trigger disk_full on cases.entry");
    assertReceivedSoon(input);
    assertThat(added(message).text("__typename")).isEqualTo("MessageAdded");
  }

  @Test
  void settlesByTheReceiptWhatTheLostAnswerOfACommitLeftOpen() throws Exception {
    Map<String, Object> input = concern();
    proxy.behave(Manner.LOSE_COMMITS);
    Answer answer = app.input("SubmitConcern", input).root();
    proxy.behave(Manner.PASS);
    assertThat(answer.text("__typename")).isIn("CaseReceived", "SubmissionRefused");
    if (answer.text("__typename").equals("SubmissionRefused")) {
      assertThat(answer.text("code")).isEqualTo("TEMPORARILY_UNAVAILABLE");
    }
    assertThat(rowsWith(input)).as("it was committed, once").isEqualTo(1);
    assertReceivedSoon(input);
    assertThat(rowsWith(input)).isEqualTo(1);

    Map<String, Object> message = message(input);
    proxy.behave(Manner.LOSE_COMMITS);
    app.input("AddMessage", message);
    proxy.behave(Manner.PASS);
    assertThat(added(message).at("view", "messages").size()).isEqualTo(2);
  }

  /// The answer to a message once the pool has noticed its lost connections. Until then a request
  /// may time out, which is an error without data.
  private Answer added(Map<String, Object> message) {
    long until = System.nanoTime() + RETURN.toNanos();
    Answer answer = app.input("AddMessage", message);
    while (!isAdded(answer) && System.nanoTime() < until) {
      answer = app.input("AddMessage", message);
    }
    return answer.root();
  }

  private static boolean isAdded(Answer answer) {
    return !answer.at("data").isNull() && answer.root().text("__typename").equals("MessageAdded");
  }

  @Test
  void answersEverySendersMutationInTimeWhileStorageIsSilent() {
    Map<String, Object> before = concern();
    assertReceivedSoon(before);
    Object receipt = before.get("receipt");
    proxy.behave(Manner.SWALLOW);
    assertAway("SubmitConcern", concern());
    assertAway("RequestHelp", concern());
    assertAway("AddMessage", message(before));
    assertAway("EraseCase", Map.of("receipt", receipt));
    assertAway("EnablePush", Map.of("receipt", receipt, "token", FcmStandIn.token(1)));
    proxy.behave(Manner.PASS);
    assertReceivedSoon(before);
  }

  private void assertAway(String document, Map<String, Object> input) {
    long began = System.nanoTime();
    Answer refused = app.input(document, input).root();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).as(document).isLessThan(PROMISE);
    assertThat(refused.text("code")).as(document).isEqualTo("TEMPORARILY_UNAVAILABLE");
    assertThat(refused.at("emergency").each("key")).startsWith("tw.emergency.110");
  }

  private static Map<String, Object> message(Map<String, Object> form) {
    return Map.of("receipt", form.get("receipt"), "messageId", "m-1", "words", "還是沒有人應門");
  }

  private long rowsWith(Map<String, Object> input) throws Exception {
    Receipt receipt = Receipt.parse(String.valueOf(input.get("receipt"))).orElseThrow();
    try (Connection connection = owner();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                select count(*)
                from cases.receipt_hash
                join cases.entry using (case_id)
                where hash = ?
                """)) {
      statement.setBytes(1, envelopes.hash(receipt));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private void run(String... statements) throws Exception {
    try (Connection connection = owner();
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  /// A connection that bypasses the proxy.
  private Connection owner() throws Exception {
    try (Connection known = owner.open().orElseThrow()) {
      return TestCluster.get().superuser(known.getCatalog());
    }
  }

  private void assertReceivedSoon(Map<String, Object> input) {
    long until = System.nanoTime() + RETURN.toNanos();
    String type = "";
    while (!type.equals("CaseReceived") && System.nanoTime() < until) {
      Answer answer = app.input("SubmitConcern", input);
      type = answer.at("data").isNull() ? "" : answer.root().text("__typename");
    }
    assertThat(type).isEqualTo("CaseReceived");
  }

  private static void setReadOnly(String database, String value) throws Exception {
    try (Connection superuser = TestCluster.get().superuser("postgres");
        Statement statement = superuser.createStatement()) {
      statement.execute(
          "alter database " + database + " set default_transaction_read_only = " + value);
      statement.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity where datname = '"
              + database
              + "'");
    }
  }

  private static Map<String, Object> concern() {
    return Forms.concern();
  }
}
