package tw.shouwang.api.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.database.OwnerConnections;
import tw.shouwang.api.database.TestCluster;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.api.testing.UnreliableProxy;
import tw.shouwang.api.testing.UnreliableProxy.Manner;

/// Whatever the database does, a person hears within three seconds, and the same receipt settles it
/// later.
@MicronautTest(transactional = false)
class StorageOutageIT implements EmbeddedTest {

  private static final Duration PROMISE = Duration.ofSeconds(3);
  private static final Duration RETURN = Duration.ofSeconds(5);

  private static UnreliableProxy proxy = new UnreliableProxy(0);

  @Inject AppClient app;
  @Inject OwnerConnections owner;

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
    proxy.behave(manner);
    for (int i = 0; i < 3; i++) {
      long began = System.nanoTime();
      Answer refused = app.input("SubmitConcern", input).root();
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PROMISE);
      assertThat(refused.text("code")).isEqualTo("TEMPORARILY_UNAVAILABLE");
      assertThat(refused.at("emergency").each("key")).startsWith("tw.emergency.110");
    }
    proxy.behave(Manner.PASS);
    assertReceivedSoon(input);
  }

  @Test
  void saysSoTooWhenTheDatabaseTakesNoWrites() throws Exception {
    String database;
    try (Connection known = owner.open().orElseThrow()) {
      database = known.getCatalog();
    }
    setReadOnly(database, "on");
    Map<String, Object> input = concern();
    long began = System.nanoTime();
    assertThat(app.input("SubmitConcern", input).root().text("code"))
        .isEqualTo("TEMPORARILY_UNAVAILABLE");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PROMISE);
    setReadOnly(database, "off");
    assertReceivedSoon(input);
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
    Map<String, Object> input = new HashMap<>();
    input.put("receipt", Receipt.random(new SecureRandom()).text());
    input.put("topic", "OTHER");
    input.put("urgency", "ROUTINE");
    input.put("words", "三樓的阿嬤好幾天沒有出門了");
    input.put("area", "63000030");
    return input;
  }
}
