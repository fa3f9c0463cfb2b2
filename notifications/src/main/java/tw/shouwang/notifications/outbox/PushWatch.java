package tw.shouwang.notifications.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.notifications.PushState;

/// Looks at what waits, every few seconds: counts it for operators, and lets given-up pushes go
/// when sends succeed again.
final class PushWatch implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(PushWatch.class);

  /// At once, so that a catch-up of thousands does not stand in the way of new pushes.
  private static final int CAUGHT_UP_AT_ONCE = 500;

  private final PushRows rows;
  private final PushServices services;
  private final PushMetrics metrics;
  private final PushRules rules;
  private final InstantSource clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("push-watch").factory());

  // Only what is delivered while given-up pushes wait shows that they can go again.
  private Instant waitingSince = Instant.MAX;
  private Instant nextProbe = Instant.MIN;

  PushWatch(
      PushRows rows,
      PushServices services,
      PushMetrics metrics,
      PushRules rules,
      InstantSource clock) {
    this.rows = rows;
    this.services = services;
    this.metrics = metrics;
    this.rules = rules;
    this.clock = clock;
  }

  void start(Duration interval) {
    var unused =
        timer.scheduleWithFixedDelay(
            this::lookSafely, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void lookSafely() {
    try {
      look();
    } catch (RuntimeException e) {
      // The database is away, which its own health check says louder.
      log.debug("Could not look at the waiting pushes");
    }
  }

  void look() {
    Instant now = clock.instant();
    PushMetrics.Waiting waiting = rows.waiting(now);
    metrics.waits(waiting);
    if (waiting.givenUp() == 0) {
      waitingSince = Instant.MAX;
      return;
    }
    if (waitingSince.equals(Instant.MAX)) {
      waitingSince = now;
    }
    PushState state = services.state();
    if (state != PushState.WORKING && state != PushState.FAILING) {
      return;
    }
    if (services.lastDelivered().filter(last -> !last.isBefore(waitingSince)).isPresent()) {
      int caughtUp = rows.catchUp(now, CAUGHT_UP_AT_ONCE);
      log.info("Pushes go out again: {} that were given up are caught up", caughtUp);
    } else if (!now.isBefore(nextProbe)) {
      nextProbe = now.plus(rules.probe());
      rows.probe(now);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
