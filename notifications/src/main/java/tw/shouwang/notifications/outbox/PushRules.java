package tw.shouwang.notifications.outbox;

import java.time.Duration;

/// When sends pause. Tests use shorter times.
///
/// @param quota the wait after "too many" when the service names none
/// @param pause how long to wait after half of the last sends failed, before one is tried
/// @param probe how often a given-up push is tried when there is no other push to try with
record PushRules(Duration quota, Duration pause, Duration probe) {

  static final PushRules DESIGN =
      new PushRules(Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofMinutes(15));
}
