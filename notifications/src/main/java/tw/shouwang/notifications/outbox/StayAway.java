package tw.shouwang.notifications.outbox;

import java.time.Duration;

/// How long pushes without a place stay away: longer the more there are, so that a long queue does
/// not poll every second.
final class StayAway {

  private static final Duration EACH = Duration.ofMillis(10);
  private static final Duration LEAST = Duration.ofSeconds(1);
  private static final int MOST_COUNTED = 6_000;

  private int turnedAway;

  /// Between a second and about a minute.
  Duration next() {
    turnedAway = Math.min(turnedAway + 1, MOST_COUNTED);
    return LEAST.plus(EACH.multipliedBy(turnedAway));
  }

  void reset() {
    turnedAway = 0;
  }
}
