package tw.shouwang.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// W26: a line that a stranger can cause, or an outage repeats, is logged once a minute.
class AlarmTest {

  private final Logger log = (Logger) LoggerFactory.getLogger(AlarmTest.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private Instant now = Instant.parse("2026-03-01T08:00:00Z");
  private final Alarm alarm = new Alarm(log, () -> now);

  @BeforeEach
  void listen() {
    lines.start();
    log.addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    log.detachAppender(lines);
  }

  @Test
  void saysEachCauseOnceAMinute() {
    for (int i = 0; i < 60; i++) {
      alarm.raise("the push service refuses, {} waits", i);
      alarm.warn("the stand-in is away");
      now = now.plus(Duration.ofSeconds(1));
    }
    assertThat(lines.list).hasSize(2);

    alarm.raise("the push service refuses, {} waits", 60);

    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "the push service refuses, 0 waits",
            "the stand-in is away",
            "the push service refuses, 60 waits");
    assertThat(lines.list)
        .extracting(ILoggingEvent::getLevel)
        .containsExactly(Level.ERROR, Level.WARN, Level.ERROR);
  }
}
