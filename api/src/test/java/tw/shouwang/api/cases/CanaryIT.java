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
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.cases.desk.UnattendedDesk;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.database.OwnerConnections;
import tw.shouwang.api.database.TestCluster;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.OperatorClient;

/// Tables, files, write-ahead log, logs and metrics contain no word of a sender, no receipt and no
/// token.
@MicronautTest(transactional = false)
class CanaryIT implements EmbeddedTest {

  @Inject AppClient app;
  @Inject CaseRepository cases;
  @Inject UnattendedDesk desk;
  @Inject OwnerConnections owner;

  @Inject PrometheusMeterRegistry registry;
  @Inject OperatorClient operators;

  @Test
  void nothingOfACaseCanBeReadAnywhere() throws Exception {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    log.start();
    root.addAppender(log);
    CanaryRun run = new CanaryRun();
    Canaries canaries = run.canaries();

    run.live(app, cases, desk);
    assertNothingFound(canaries);
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
    assertThat(canaries.in(said.toString().getBytes(StandardCharsets.UTF_8))).isEmpty();
    String metrics = registry.scrape() + operators.get("/health") + operators.get("/threads");
    assertThat(canaries.in(metrics.getBytes(StandardCharsets.UTF_8))).isEmpty();
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
