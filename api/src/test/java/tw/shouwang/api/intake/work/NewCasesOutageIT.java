package tw.shouwang.api.intake.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import tw.shouwang.api.cases.Forms;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.sender.CaseViews;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.database.TestCluster;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.intake.login.StaffRole;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.UnreliableProxy;
import tw.shouwang.api.testing.UnreliableProxy.Manner;

/// The first subscriber of a centre on a node without a database.
@MicronautTest(transactional = false)
class NewCasesOutageIT implements EmbeddedTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private UnreliableProxy proxy = new UnreliableProxy(0);
  private String database = "";

  @Inject AppClient app;
  @Inject CaseViews views;
  @Inject NewCases news;

  @Override
  public Map<String, String> getProperties() {
    Map<String, String> properties = new HashMap<>(EmbeddedTest.super.getProperties());
    String url = properties.getOrDefault("shouwang.database.url", "");
    database = url.substring(url.lastIndexOf('/') + 1);
    int port = URI.create(url.substring("jdbc:".length())).getPort();
    proxy = new UnreliableProxy(port);
    properties.put(
        "shouwang.database.url", url.replace(":" + port + "/", ":" + proxy.port() + "/"));
    properties.put("shouwang.intake.new-cases-every", "200ms");
    return properties;
  }

  @AfterAll
  void stop() throws Exception {
    proxy.close();
  }

  /// W9: cases stored by another node meanwhile used to be skipped as if they had been in the inbox
  /// before.
  @Test
  void hearsAfterwardsOfWhatAnotherNodeKept() throws Exception {
    UUID before = reported("63000010", "now() - interval '1 day'");
    UUID meanwhile = reported("63000020", "now() - interval '1 day'");
    BlockingQueue<UUID> heard = new LinkedBlockingQueue<>();
    StaffMember worker =
        new StaffMember(
            "w1", "w1", Set.of(StaffRole.INTAKE_WORKER), "tpe", Instant.now().plusSeconds(600));
    proxy.behave(Manner.REFUSE);
    Disposable stream =
        Flux.from(news.of(worker, Set.of())).map(each -> each.row().id()).subscribe(heard::add);
    try {
      assertThat(heard.poll(3, TimeUnit.SECONDS)).as("nothing while nobody can look").isNull();
      // Like a row of another node: received while this one cannot read it.
      receivedAt(meanwhile, "now()");
      proxy.behave(Manner.PASS);
      assertThat(heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(meanwhile);
      receivedAt(before, "now()");
      assertThat(heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(before);
      assertThat(heard).as("each once").isEmpty();
    } finally {
      stream.dispose();
    }
  }

  private UUID reported(String area, String at) throws SQLException {
    Receipt receipt = Forms.receipt();
    Map<String, Object> form = Forms.concern(receipt, "IMMEDIATE_DANGER");
    form.put("area", area);
    app.input("SubmitConcern", form);
    UUID id = views.find(receipt).orElseThrow().row().id();
    receivedAt(id, at);
    return id;
  }

  private void receivedAt(UUID id, String at) throws SQLException {
    try (Connection connection = TestCluster.get().superuser(database);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "update cases.case_file set received_at = " + at + " where id = '" + id + "'");
    }
  }
}
