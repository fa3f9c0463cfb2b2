package tw.shouwang.api;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;

/// Sets the log up: one line per fact an operator can act on; no request, no person.
///
/// In code and not in a `logback.xml`, because reading that loads 400 classes, which takes a
/// command a third of a second. A file that `logback.configurationFile` names takes its place.
public final class LogSetup extends ContextAwareBase implements Configurator {

  /// The variable, or system property, with the form of the lines.
  static final String FORMAT = "LOG_FORMAT";

  static final String PLAIN = "plain";

  /// For machines.
  static final String JSON = "json";

  /// The system property with the output stream.
  static final String STREAM = "shouwang.log.stream";

  private static final String FILE = "logback.configurationFile";
  private static final String LINE =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0} - %msg%n%ex{full}";

  @Override
  public ExecutionStatus configure(LoggerContext logs) {
    if (System.getProperty(FILE) != null) {
      return ExecutionStatus.NEUTRAL;
    }
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(logs);
    console.setName("console");
    console.setTarget(System.getProperty(STREAM, "System.out"));
    Encoder<ILoggingEvent> encoder = encoder();
    encoder.setContext(logs);
    encoder.start();
    console.setEncoder(encoder);
    console.start();
    var root = logs.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(console);
    logs.getLogger("tw.shouwang").setLevel(Level.INFO);
    // It warns at every start that PostgreSQL 18 is newer than it; a migration that fails is our
    // own error.
    logs.getLogger("org.flywaydb").setLevel(Level.ERROR);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static Encoder<ILoggingEvent> encoder() {
    if (JSON.equals(System.getProperty(FORMAT)) || JSON.equals(System.getenv(FORMAT))) {
      JsonEncoder json = new JsonEncoder();
      json.setWithArguments(false);
      json.setWithMessage(false);
      json.setWithFormattedMessage(true);
      return json;
    }
    PatternLayoutEncoder plain = new PatternLayoutEncoder();
    plain.setPattern(LINE);
    return plain;
  }
}
