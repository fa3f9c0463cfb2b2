package tw.shouwang.notifications.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Starts where it is told, goes on by itself (leases end by it), and can be moved ahead.
final class SettableClock implements InstantSource {

  private final long started = System.nanoTime();
  private volatile Instant base;

  SettableClock(Instant base) {
    this.base = base;
  }

  @Override
  public Instant instant() {
    return base.plusNanos(System.nanoTime() - started);
  }

  synchronized void pass(Duration time) {
    base = base.plus(time);
  }
}
