package tw.shouwang.notifications.outbox;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// When failed work is tried again, and for how long.
///
/// @param first the wait after the first failure; it doubles with each further failure
/// @param ceiling the longest wait
/// @param triedFor how long work is tried, counted from when it was first due
public record BackOff(Duration first, Duration ceiling, Duration triedFor) {

  public BackOff {
    if (!first.isPositive() || ceiling.compareTo(first) < 0 || triedFor.isNegative()) {
      throw new IllegalArgumentException("a back-off needs 0 < first <= ceiling, 0 <= triedFor");
    }
  }

  /// The doubled wait times a random factor between 0.5 and 1.5, so that work that failed together
  /// is not repeated together.
  Duration after(int triesBefore, RandomGenerator chance) {
    long doubled = first.toMillis() << Math.min(triesBefore, 20);
    long capped = Math.min(doubled, ceiling.toMillis());
    return Duration.ofMillis(capped / 2 + chance.nextLong(capped + 1));
  }

  /// The same, but never less than the wait that the service asked for, and up to half of it more.
  Duration after(int triesBefore, Duration asked, RandomGenerator chance) {
    Duration ours = after(triesBefore, chance);
    Duration theirs = asked.plusMillis(chance.nextLong(asked.toMillis() / 2 + 1));
    return theirs.compareTo(ours) > 0 ? theirs : ours;
  }
}
