package tw.shouwang.notifications.outbox;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// When to try again, when to stop, and when to hold back: the design's figures, which tests
/// replace by shorter ones.
///
/// @param first the wait after the first failure, doubling up to `ceiling`
/// @param quota the wait after "too many" when the service names none
/// @param giveUpAfter how long after it was due a push is tried
/// @param pause how long to hold back when half of the last sends failed, before one is tried
/// @param probe how often a push that was given up is tried when there is nothing else to try with
/// @param catchUpWithin how long after it was due a push that was given up may still be caught up
record PushRules(
    Duration first,
    Duration ceiling,
    Duration quota,
    Duration pause,
    Duration probe,
    Duration giveUpAfter,
    Duration catchUpWithin) {

  static final PushRules DESIGN =
      new PushRules(
          Duration.ofSeconds(10),
          Duration.ofMinutes(15),
          Duration.ofSeconds(60),
          Duration.ofSeconds(30),
          Duration.ofMinutes(15),
          Duration.ofMinutes(60),
          Duration.ofHours(24));

  /// Doubles with each try and is spread over half to one and a half of that, so that what failed
  /// together does not come back together.
  Duration backoff(int triesBefore, RandomGenerator chance) {
    long doubled = first.toMillis() << Math.min(triesBefore, 20);
    long capped = Math.min(doubled, ceiling.toMillis());
    return Duration.ofMillis(capped / 2 + chance.nextLong(capped + 1));
  }

  /// Never sooner than asked for, and up to half as much later.
  Duration spreadAfter(Duration asked, RandomGenerator chance) {
    return asked.plusMillis(chance.nextLong(asked.toMillis() / 2 + 1));
  }
}
