package tw.shouwang.api.words;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.Messages;

/// A message without all its arguments: the reader still gets a text, and the log names the
/// message.
class MessageLogTest {

  private final Logger log = (Logger) LoggerFactory.getLogger(Messages.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

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
  void namesTheKeyOnceAndNothingOfTheReaders() {
    Messages messages = Messages.of("cases");
    for (Language language : Language.values()) {
      String text = messages.text(language, "proof.statement", Map.of("office", "MARKER-words"));
      assertThat(text).contains("MARKER-words").doesNotContain("{");
    }
    assertThat(lines.list).hasSize(1);
    assertThat(lines.list.getFirst().getFormattedMessage())
        .contains("cases.proof.statement")
        .doesNotContain("MARKER-words");
    assertThat(lines.list.getFirst().getThrowableProxy()).isNull();
  }
}
