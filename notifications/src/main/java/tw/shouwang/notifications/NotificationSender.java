package tw.shouwang.notifications;

/// Sends the one [Notification] to a push service. Two sends differ only in the token.
///
/// A send is one try within a bounded time. It never throws for a failure of the service or the
/// network: the result says what happened, and the worker decides what follows.
public interface NotificationSender {

  Delivery send(DeviceToken token);

  /// The sender's name for operators.
  default String name() {
    return "other";
  }

  /// Whether this sender can send to the token. The worker uses the first sender that can.
  default boolean takes(DeviceToken token) {
    return true;
  }

  /// Whether all sends go to one service, so that failures of some sends predict failures of
  /// others. False for a sender to addresses that strangers chose: one stranger's address must not
  /// slow down another's.
  default boolean isOneService() {
    return true;
  }

  /// The host that a send to this token connects to. A slow host may hold up only sends to the same
  /// host.
  default String host(DeviceToken token) {
    return name();
  }
}
