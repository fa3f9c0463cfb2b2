package tw.shouwang.graphql.execution;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/// Collects garbage when a node has come to rest, so that what requests held does not lie in its
/// memory until the room is needed, which on a quiet night may be never.
///
/// It collects half a minute after the last operation, once more a minute later for what is no
/// operation (a push that was under way), and then no more until there is another operation. A node
/// that never rests collects every ten minutes. `-XX:+DisableExplicitGC` switches it off.
@Singleton
class IdleGarbageCollection {

  /// Longer than what a request leaves waiting, such as the timer of its deadline.
  private static final Duration QUIET = Duration.ofSeconds(30);

  /// There is other work than requests, such as pushes.
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

  /// Something was executed for somebody just now.
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
