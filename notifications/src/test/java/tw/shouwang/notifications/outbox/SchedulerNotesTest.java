package tw.shouwang.notifications.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.github.kagkarlsson.scheduler.event.SchedulerListener.SchedulerEventType;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SchedulerNotesTest {

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T04:00:00Z"));
  private final Logger log = (Logger) LoggerFactory.getLogger(SchedulerNotes.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final SchedulerNotes notes = new SchedulerNotes(clock);

  @BeforeEach
  void listen() {
    lines.start();
    log.addAppender(lines);
  }

  @AfterEach
  void stop() {
    log.detachAppender(lines);
  }

  @Test
  void saysOnceAMinuteAndWithoutAStackTraceThatTheDatabaseIsAway() {
    for (int poll = 0; poll < 5 * 61; poll++) {
      notes.onSchedulerEvent(SchedulerEventType.UNEXPECTED_ERROR);
      notes.onSchedulerEvent(SchedulerEventType.FAILED_MULTIPLE_HEARTBEATS);
      clock.pass(Duration.ofMillis(200));
    }
    assertThat(lines.list).hasSize(2);
    assertThat(lines.list)
        .allSatisfy(line -> {
          assertThat(line.getLevel()).isEqualTo(Level.ERROR);
          assertThat(line.getThrowableProxy()).isNull();
        });
  }

  @Test
  void saysNothingWhileAllIsWell() {
    notes.onSchedulerEvent(SchedulerEventType.RAN_EXECUTE_DUE);
    notes.onSchedulerEvent(SchedulerEventType.RAN_DETECT_DEAD);
    notes.onSchedulerEvent(SchedulerEventType.RAN_UPDATE_HEARTBEATS);
    notes.onSchedulerEvent(SchedulerEventType.FAILED_HEARTBEAT);
    assertThat(lines.list).isEmpty();
  }
}
