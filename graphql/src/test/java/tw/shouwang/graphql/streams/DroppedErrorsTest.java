package tw.shouwang.graphql.streams;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/// W26: each socket that its client leaves at the right moment was a stack trace in the log.
class DroppedErrorsTest {

  @Test
  void writesOneLineForMany() {
    DroppedErrors errors = new DroppedErrors(InstantSource.system());
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    Logger log = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    lines.start();
    log.addAppender(lines);
    errors.listen();
    try {
      for (int i = 0; i < 100; i++) {
        Operators.onErrorDropped(new IllegalStateException("a stranger's words"), Context.empty());
      }
    } finally {
      errors.stop();
      log.detachAppender(lines);
    }
    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly("an error came after its stream had ended: IllegalStateException");
  }
}
