package tw.shouwang.api.cases.desk;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts the cases that no key opens. While many come, it raises an alarm once an hour: then
/// somebody floods the service with garbage, or an app seals wrongly.
@Singleton
class UnreadableCases {

  /// In an hour.
  static final int MANY = 20;

  private static final Logger LOG = LoggerFactory.getLogger(UnreadableCases.class);

  private final InstantSource clock;
  private final @Nullable Counter counter;
  private long hour;
  private int inHour;

  UnreadableCases(InstantSource clock, @Nullable MeterRegistry metrics) {
    this.clock = clock;
    this.counter =
        metrics == null
            ? null
            : Counter.builder("shouwang.cases.unreadable")
                .description("Cases that no key opens, found by this node since its start")
                .register(metrics);
  }

  synchronized void found() {
    if (counter != null) {
      counter.increment();
    }
    long now = clock.instant().getEpochSecond() / Duration.ofHours(1).toSeconds();
    inHour = now == hour ? inHour + 1 : 1;
    hour = now;
    if (inHour == MANY) {
      LOG.error(
          "{} cases within an hour that no key opens: they come last in the inbox and keep no key,"
              + " close them together; if an app seals wrongly, its senders have to be told",
          MANY);
    }
  }
}
