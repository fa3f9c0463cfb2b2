package tw.shouwang.notifications.outbox;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits until a condition holds, for the effects of other threads or processes.
final class Eventually {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private Eventually() {}

  static void eventually(String what, BooleanSupplier holds) {
    eventually(what, PATIENCE, holds);
  }

  static void eventually(String what, Duration patience, BooleanSupplier holds) {
    long end = System.nanoTime() + patience.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("did not happen: " + what);
      }
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }
}
