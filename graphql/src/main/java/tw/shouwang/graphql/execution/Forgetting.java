package tw.shouwang.graphql.execution;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/// Lets the collector run when a node is at rest, so that what requests held does not lie in its
/// memory until the room is needed, which on a quiet night may be never.
///
/// Who does not want that starts the process with `-XX:+DisableExplicitGC`.
@Singleton
class Forgetting {

  /// Longer than what a request leaves waiting, such as the timer of its deadline.
  private static final Duration QUIET = Duration.ofSeconds(30);

  /// There is other work than requests, such as pushes.
  private static final Duration AT_REST = Duration.ofMinutes(1);

  private static final Duration WITHOUT_REST = Duration.ofMinutes(10);

  private final InstantSource clock;
  private final Runnable collector;
  private volatile long worked;
  private long collected;

  @Inject
  Forgetting(InstantSource clock) {
    this(clock, System::gc);
  }

  Forgetting(InstantSource clock, Runnable collector) {
    this.clock = clock;
    this.collector = collector;
    this.worked = clock.millis();
    this.collected = worked;
  }

  /// Something was executed for somebody just now.
  void worked() {
    worked = clock.millis();
  }

  @Scheduled(initialDelay = "5s", fixedDelay = "5s")
  void collectIfDue() {
    long now = clock.millis();
    long last = worked;
    boolean quiet = now - last >= QUIET.toMillis();
    Duration wait = !quiet ? WITHOUT_REST : last >= collected ? Duration.ZERO : AT_REST;
    if (now - collected >= wait.toMillis()) {
      collector.run();
      collected = now;
    }
  }
}
