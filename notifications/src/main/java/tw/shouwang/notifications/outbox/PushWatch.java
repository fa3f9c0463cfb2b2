package tw.shouwang.notifications.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.foundation.RestartingThread;
import tw.shouwang.notifications.AddressKey;
import tw.shouwang.notifications.PushState;
import tw.shouwang.notifications.outbox.PushColumns.Nothing;

/// Looks at the waiting pushes every few seconds: counts them for operators, deletes those that
/// were given up a day ago, and makes the others due again once sends succeed.
final class PushWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PushWatch.class);

  /// A limit, so that thousands of old pushes do not delay new ones.
  private static final int CAUGHT_UP_AT_ONCE = 500;

  private final Outbox<AddressKey, Nothing> outbox;
  private final PushServices services;
  private final PushMetrics metrics;
  private final PushRules rules;
  private final InstantSource clock;
  private @Nullable RestartingThread thread;

  // Only a delivery after this moment shows that given-up pushes can be sent again.
  private Instant waitingSince = Instant.MAX;
  private Instant nextProbe = Instant.MIN;

  PushWatch(
      Outbox<AddressKey, Nothing> outbox,
      PushServices services,
      PushMetrics metrics,
      PushRules rules,
      InstantSource clock) {
    this.outbox = outbox;
    this.services = services;
    this.metrics = metrics;
    this.rules = rules;
    this.clock = clock;
  }

  synchronized void start(Duration interval) {
    if (thread == null) {
      thread = new RestartingThread("push-watch", interval, () -> round(interval), new Quiet());
      thread.start();
    }
  }

  private void round(Duration interval) throws InterruptedException {
    look();
    Thread.sleep(interval);
  }

  void look() {
    Instant now = clock.instant();
    for (int expired = outbox.removeExpired(now); expired > 0; expired--) {
      metrics.ended(PushMetrics.Outcome.EXPIRED);
    }
    Outbox.Backlog backlog = outbox.backlog(now);
    metrics.waits(backlog);
    if (backlog.givenUp() == 0) {
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
      int caughtUp = outbox.takeBack(CAUGHT_UP_AT_ONCE, now);
      LOG.info("Pushes go out again: {} that were given up are caught up", caughtUp);
    } else if (!now.isBefore(nextProbe)) {
      nextProbe = now.plus(rules.probe());
      outbox.probe(now);
    }
  }

  @Override
  public synchronized void close() {
    if (thread != null) {
      thread.close();
    }
  }

  /// Logs nothing: an unreachable database is reported by its own health check.
  private static final class Quiet implements RestartingThread.Observer {

    @Override
    public void failed(String name, Throwable cause) {
      LOG.debug("Could not look at the waiting pushes");
    }

    @Override
    public void completed(String name) {}
  }
}
