package tw.shouwang.api.cases;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.cases.Sender.Way;
import tw.shouwang.api.cases.desk.UnattendedDesk;
import tw.shouwang.api.cases.envelope.CentreKey;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.cases.sealing.CentreKeyring;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.database.OwnerConnections;
import tw.shouwang.api.database.TestCluster;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.api.testing.OperatorClient;

/// Tables, files, write-ahead log, logs and metrics contain no word of a sender, no receipt and no
/// token.
@MicronautTest(transactional = false)
class CanaryIT implements EmbeddedTest {

  @Inject AppClient app;
  @Inject CaseRepository cases;
  @Inject UnattendedDesk desk;
  @Inject OwnerConnections owner;
  @Inject CentreKeyring keyring;

  @Inject PrometheusMeterRegistry registry;
  @Inject OperatorClient operators;

  /// Scenario 36: in the sealed way also nothing that a client shows, and nothing that stands
  /// beside the case, is in a log, a metric or the statements that the database remembers.
  @ParameterizedTest
  @EnumSource
  void nothingOfACaseCanBeReadAnywhere(Way way) throws Exception {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    log.start();
    root.addAppender(log);
    CanaryRun run = new CanaryRun(way);
    Canaries canaries = run.canaries();
    CentreKey centre = keyring.newest("tpe").orElseThrow();

    run.live(app, cases, desk, centre);
    assertNothingFound(canaries);
    Canaries ofTheSeal = new Canaries();
    if (way == Way.SEALED) {
      assertNothingFound(run.canariesOfTheSeal());
      ofTheSeal = run.canariesOfTheSeal(run.stored(app));
      failWithAllOfIt(run);
    }
    run.erase(app);
    assertNothingFound(canaries);

    root.detachAppender(log);
    StringBuilder said = new StringBuilder();
    log.list.forEach(event -> {
      said.append(event.getFormattedMessage()).append('\n');
      if (event.getThrowableProxy() != null) {
        said.append(
            ch.qos.logback.classic.spi.ThrowableProxyUtil.asString(event.getThrowableProxy()));
      }
    });
    said.append(statements());
    assertThat(canaries.in(said.toString().getBytes(StandardCharsets.UTF_8))).isEmpty();
    assertThat(ofTheSeal.in(said.toString().getBytes(StandardCharsets.UTF_8))).isEmpty();
    String metrics = registry.scrape() + operators.get("/health") + operators.get("/threads");
    assertThat(canaries.in(metrics.getBytes(StandardCharsets.UTF_8))).isEmpty();
    assertThat(ofTheSeal.in(metrics.getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  /// What is refused and what fails repeats nothing: a field of a wrong length, and a document that
  /// holds a secret in its text.
  private void failWithAllOfIt(CanaryRun run) {
    Answer stored = run.stored(app);
    Map<String, Object> wrong = new HashMap<>(run.tokens());
    wrong.put("position", "no number " + wrong.get("hand"));
    String lookup = String.valueOf(wrong.get("lookup"));
    StringBuilder refused = new StringBuilder();
    refused.append(
        app.bodyOf(
            "mutation ($input: MarkSealedReadInput!) { markSealedRead(input: $input) { __typename"
                + " } }",
            Map.of("input", wrong),
            "zh-TW"));
    refused.append(
        app.bodyOf("{ sealedCase(lookup: \"" + lookup + "\") { binding } }", Map.of(), "zh-TW"));
    refused.append(app.bodyOf("{ sealedCase(lookup: 1 " + lookup, Map.of(), "zh-TW"));
    assertThat(refused.toString()).contains("errors");
    assertThat(
            run.canariesOfTheSeal(stored).in(refused.toString().getBytes(StandardCharsets.UTF_8)))
        .isEmpty();
  }

  /// The statements that PostgreSQL shows: their values are parameters.
  private String statements() throws Exception {
    StringBuilder shown = new StringBuilder();
    try (Connection superuser = superuser();
        Statement statement = superuser.createStatement();
        ResultSet rows = statement.executeQuery("select query from pg_stat_activity")) {
      while (rows.next()) {
        shown.append(rows.getString(1)).append('\n');
      }
    }
    assertThat(shown.toString()).contains("cases");
    return shown.toString();
  }

  private void assertNothingFound(Canaries canaries) throws Exception {
    try (Connection superuser = superuser()) {
      assertThat(canaries.inTables(superuser)).isEmpty();
      assertThat(canaries.inFiles(superuser, TestCluster.get().dataDirectory())).isEmpty();
    }
  }

  private Connection superuser() throws Exception {
    try (Connection known = owner.open().orElseThrow()) {
      return TestCluster.get().superuser(known.getCatalog());
    }
  }
}
