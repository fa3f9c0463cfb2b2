package tw.shouwang.foundation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/// Logs the same message at most once a minute, so that repeated errors (an outage, or requests
/// that a stranger sends) cannot fill the log.
public final class Alarm {

  private static final Duration QUIET = Duration.ofMinutes(1);

  private final Logger log;
  private final InstantSource clock;
  private final Map<String, Instant> raised = new ConcurrentHashMap<>();

  public Alarm(Logger log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  /// Logs an error.
  ///
  /// @param message a constant; it identifies the cause, and each constant has its own minute
  public void raise(String message, @Nullable Object... parameters) {
    if (isDue(message)) {
      log.error(message, parameters);
    }
  }

  /// Logs a warning, for what needs no action by an operator.
  public void warn(String message, @Nullable Object... parameters) {
    if (isDue(message)) {
      log.warn(message, parameters);
    }
  }

  private boolean isDue(String message) {
    Instant now = clock.instant();
    Instant last = raised.putIfAbsent(message, now);
    return last == null || (!last.plus(QUIET).isAfter(now) && raised.replace(message, last, now));
  }
}
