package tw.shouwang.notifications.outbox;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// When work that failed is tried again, and until when.
///
/// @param first the wait after the first failure; it doubles with each further one
/// @param ceiling the longest wait
/// @param triedFor how long after it was first due work is tried
public record BackOff(Duration first, Duration ceiling, Duration triedFor) {

  public BackOff {
    if (!first.isPositive() || ceiling.compareTo(first) < 0 || triedFor.isNegative()) {
      throw new IllegalArgumentException("a back-off needs 0 < first <= ceiling, 0 <= triedFor");
    }
  }

  /// Spread over half to one and a half of the doubled wait, so that what failed together does not
  /// come back together.
  Duration after(int triesBefore, RandomGenerator chance) {
    long doubled = first.toMillis() << Math.min(triesBefore, 20);
    long capped = Math.min(doubled, ceiling.toMillis());
    return Duration.ofMillis(capped / 2 + chance.nextLong(capped + 1));
  }

  /// The same, and never sooner than somebody asked for: up to half as much later than that.
  Duration after(int triesBefore, Duration asked, RandomGenerator chance) {
    Duration ours = after(triesBefore, chance);
    Duration theirs = asked.plusMillis(chance.nextLong(asked.toMillis() / 2 + 1));
    return theirs.compareTo(ours) > 0 ? theirs : ours;
  }
}
