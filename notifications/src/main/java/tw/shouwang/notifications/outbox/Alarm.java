package tw.shouwang.notifications.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;

/// Says the same error at most once a minute: with a service down, a thousand pushes meet it.
final class Alarm {

  private static final Duration QUIET = Duration.ofMinutes(1);

  private final Logger log;
  private final InstantSource clock;
  private final Map<String, Instant> raised = new ConcurrentHashMap<>();

  Alarm(Logger log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  /// @param message a constant, which tells one alarm from another
  void raise(String message, Object... parameters) {
    Instant now = clock.instant();
    Instant last = raised.put(message, now);
    if (last == null || last.plus(QUIET).isBefore(now)) {
      log.error(message, parameters);
    } else {
      raised.put(message, last);
    }
  }
}
