package tw.shouwang.notifications;

import java.time.Duration;
import java.util.Optional;

/// A push service's answer to one try.
public sealed interface Delivery {

  /// Accepted: the service is now responsible for the delivery.
  record Delivered() implements Delivery {}

  /// The device is gone, or its token belongs to another sender. Final: the token is deleted.
  record Unregistered() implements Delivery {}

  /// The service rejects the message. Final, and an alarm. `tokenIsToBlame` is true only if the
  /// service has accepted the same message before.
  record Refused(boolean tokenIsToBlame) implements Delivery {}

  /// Too many sends, for the whole project. The push is tried again after `retryAfter`, and all
  /// sends slow down.
  record Throttled(Optional<Duration> retryAfter) implements Delivery {}

  /// The service has a fault. The push is tried again after `retryAfter`, else with a growing
  /// back-off.
  record Unavailable(Optional<Duration> retryAfter) implements Delivery {}

  /// The service rejects our credentials, or those that it holds for Apple or the web. An alarm;
  /// the push is tried again later, because an operator can correct the credentials.
  record Unauthorized() implements Delivery {}

  /// No answer, or an unreadable one: the push may have arrived. It is tried again; the collapse
  /// key makes the device show it once.
  record Unknown() implements Delivery {}

  /// No sender is configured for this push, so it was not tried.
  record SwitchedOff() implements Delivery {}
}
