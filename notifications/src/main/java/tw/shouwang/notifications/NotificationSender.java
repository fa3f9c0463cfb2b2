package tw.shouwang.notifications;

/// Hands the one [Notification] to a push service. Only the token differs between two sends.
///
/// Tries once, within a bounded time, and never throws for what the service or the network does:
/// the answer says what happened, and the worker decides what follows.
public interface NotificationSender {

  Delivery send(DeviceToken token);

  /// What operators call it.
  default String name() {
    return "other";
  }

  /// Whether the token is of this sender's kind. The worker asks all senders and uses the first.
  default boolean takes(DeviceToken token) {
    return true;
  }

  /// Whether all sends end at one service, so that the failures of some foretell those of others. A
  /// sender to addresses that strangers chose says no: theirs must not hold up anybody else's.
  default boolean isOneService() {
    return true;
  }

  /// Whom a send to this token asks. Sends to one host may hold up each other, and nobody else.
  default String host(DeviceToken token) {
    return name();
  }
}
