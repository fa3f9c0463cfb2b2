package tw.shouwang.notifications.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that starts at a given time, runs by itself (leases depend on it), and can be moved
/// ahead.
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
