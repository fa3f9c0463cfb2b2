package tw.shouwang.notifications;

import java.time.Duration;
import java.util.Optional;

/// What a push service answered to one try.
public sealed interface Delivery {

  /// Accepted: the service takes it from here.
  record Delivered() implements Delivery {}

  /// The device is gone, or its token belongs to another sender. Final: forget the token.
  record Unregistered() implements Delivery {}

  /// The service does not accept the message. Final, and an alarm; the token is to blame only when
  /// the same message was accepted before.
  record Refused(boolean tokenIsToBlame) implements Delivery {}

  /// Too many sends, for the whole project. Again after the time asked for, and slower for all.
  record Throttled(Optional<Duration> retryAfter) implements Delivery {}

  /// The service has a fault. Again after the time asked for, else later and later.
  record Unavailable(Optional<Duration> retryAfter) implements Delivery {}

  /// Our own credentials, or those that the service holds for Apple or the web, are not accepted.
  /// An alarm, and again later: an operator can mend it.
  record Unauthorized() implements Delivery {}

  /// No answer, or none that can be understood: it may have arrived. Again, and the collapse key
  /// keeps it to one visible notification.
  record Unknown() implements Delivery {}

  /// Nothing is set up to send this push with, so there was no try.
  record SwitchedOff() implements Delivery {}
}
