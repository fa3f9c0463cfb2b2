package tw.shouwang.api.intake.login;

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
import tw.shouwang.api.intake.login.TokenProblem.Reason;

class LoginLogTest {

  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Logger log = (Logger) LoggerFactory.getLogger(LoginLog.class);
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-22T10:00:00Z"));
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

  @BeforeEach
  void listen() {
    lines.start();
    log.addAppender(lines);
  }

  @AfterEach
  void stop() {
    log.detachAppender(lines);
  }

  /// B6: each reason is logged once a minute, and every refusal is counted.
  @Test
  void tellsEachReasonOnceAMinuteAndCountsThemAll() {
    LoginLog login = new LoginLog(metrics, now::get);
    for (int i = 0; i < 50; i++) {
      login.tell(TokenProblem.of(Reason.AUDIENCE, "it is for others"));
      login.tell(TokenProblem.of(Reason.EXPIRED, "it ended %d s ago", i));
    }
    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "a staff login failed, AUDIENCE: it is for others",
            "a staff login failed, EXPIRED: it ended 0 s ago");
    now.updateAndGet(then -> then.plusSeconds(61));
    login.tell(TokenProblem.of(Reason.AUDIENCE, "it is for others"));
    assertThat(lines.list).hasSize(3);
    assertThat(metrics.counter("shouwang.staff.login.refused", "reason", "AUDIENCE").count())
        .isEqualTo(51);
    assertThat(metrics.counter("shouwang.staff.login.refused", "reason", "EXPIRED").count())
        .isEqualTo(50);
  }
}
