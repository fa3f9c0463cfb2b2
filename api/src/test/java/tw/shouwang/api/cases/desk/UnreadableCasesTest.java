package tw.shouwang.api.cases.desk;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// Rule 22 of the envelope's staff side: a flood of what nobody can open is counted, and told once
/// an hour.
class UnreadableCasesTest {

  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Logger log = (Logger) LoggerFactory.getLogger(UnreadableCases.class);
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-22T10:00:00Z"));
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final UnreadableCases cases = new UnreadableCases(now::get, metrics);

  @BeforeEach
  void listen() {
    lines.start();
    log.addAppender(lines);
  }

  @AfterEach
  void stop() {
    log.detachAppender(lines);
  }

  private void find(int count) {
    for (int i = 0; i < count; i++) {
      cases.found();
    }
  }

  @Test
  void countsThemAll() {
    find(60);
    assertThat(metrics.counter("shouwang.cases.unreadable").count()).isEqualTo(60);
  }

  @Test
  void tellsOfManyOnceAnHour() {
    find(UnreadableCases.MANY - 1);
    assertThat(lines.list).isEmpty();
    find(60);
    assertThat(lines.list).hasSize(1);
    now.updateAndGet(then -> then.plusSeconds(3_600));
    find(UnreadableCases.MANY - 1);
    assertThat(lines.list).as("a few an hour are no flood").hasSize(1);
    find(1);
    assertThat(lines.list).hasSize(2);
  }
}
