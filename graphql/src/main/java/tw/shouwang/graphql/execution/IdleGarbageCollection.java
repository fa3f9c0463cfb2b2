package tw.shouwang.graphql.execution;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/// Collects garbage when a node becomes idle. Otherwise data of past requests would stay in memory
/// until the space is needed, which in a quiet night may be never.
///
/// It collects 30 seconds after the last operation and once more a minute later, for other work
/// such as a push. Then it waits for the next operation. A node that is never idle collects every
/// ten minutes. `-XX:+DisableExplicitGC` switches it off.
@Singleton
class IdleGarbageCollection {

  /// Longer than anything a request leaves behind, such as the timer of its deadline.
  private static final Duration QUIET = Duration.ofSeconds(30);

  /// For work other than requests, such as pushes.
  private static final Duration ONCE_MORE = Duration.ofMinutes(1);

  private static final Duration WITHOUT_REST = Duration.ofMinutes(10);

  private final InstantSource clock;
  private final Runnable collector;
  private volatile long worked;
  private long collected;
  private long busySince;
  private boolean quiet;
  private boolean collectedTwice;

  @Inject
  IdleGarbageCollection(InstantSource clock) {
    this(clock, System::gc);
  }

  IdleGarbageCollection(InstantSource clock, Runnable collector) {
    this.clock = clock;
    this.collector = collector;
    this.worked = clock.millis();
    this.collected = worked;
    this.busySince = worked;
  }

  /// Called after each operation.
  void worked() {
    worked = clock.millis();
  }

  @Scheduled(initialDelay = "5s", fixedDelay = "5s")
  void collectIfDue() {
    long now = clock.millis();
    long last = worked;
    if (now - last < QUIET.toMillis()) {
      if (quiet) {
        busySince = now;
      }
      quiet = false;
      if (now - Math.max(busySince, collected) >= WITHOUT_REST.toMillis()) {
        collect(now);
      }
    } else if (last >= collected) {
      quiet = true;
      collect(now);
      collectedTwice = false;
    } else if (!collectedTwice && now - collected >= ONCE_MORE.toMillis()) {
      collect(now);
      collectedTwice = true;
    }
  }

  private void collect(long now) {
    collector.run();
    collected = now;
  }
}
