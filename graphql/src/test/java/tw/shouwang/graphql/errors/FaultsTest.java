package tw.shouwang.graphql.errors;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.security.SecureRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class FaultsTest {

  private static final String SECRET = "what somebody sent";

  private final Logger log = (Logger) LoggerFactory.getLogger(Faults.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Faults faults = new Faults(new SecureRandom());

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
  void writesDownWhatCausedAFaultAndNothingThatItSaid() {
    Throwable cause = new IOException(SECRET, new IllegalArgumentException(SECRET));
    String id = faults.log("a field", new IllegalStateException(SECRET, cause));
    ILoggingEvent line = lines.list.getFirst();
    assertThat(line.getFormattedMessage()).contains(id, "a field").doesNotContain(SECRET);
    String[] kinds = {
      "java.lang.IllegalStateException", "java.io.IOException", "java.lang.IllegalArgumentException"
    };
    IThrowableProxy told = line.getThrowableProxy();
    for (String kind : kinds) {
      assertThat(told.getMessage()).isEqualTo(kind);
      assertThat(told.getStackTraceElementProxyArray()).isNotEmpty();
      told = told.getCause();
    }
    assertThat(told).isNull();
  }

  @Test
  void endsWhereCausesGoRound() {
    Exception one = new IllegalStateException(SECRET);
    one.initCause(new IOException(one));
    assertThat(faults.log("a field", one)).hasSize(16);
    assertThat(lines.list).hasSize(1);
  }
}
