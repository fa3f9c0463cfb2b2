package tw.shouwang.notifications.outbox;

import java.time.Duration;

/// When to hold back, which tests replace by shorter times.
///
/// @param quota the wait after "too many" when the service names none
/// @param pause how long to hold back when half of the last sends failed, before one is tried
/// @param probe how often a push that was given up is tried when there is nothing else to try with
record PushRules(Duration quota, Duration pause, Duration probe) {

  static final PushRules DESIGN =
      new PushRules(Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofMinutes(15));
}
