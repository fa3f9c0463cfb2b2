package tw.shouwang.notifications;

/// Hands the one [Notification] to a push service. Only the token differs between two sends.
///
/// Tries once, within a bounded time, and never throws for what the service or the network does:
/// the answer says what happened, and the worker decides what follows.
public interface NotificationSender {

  Delivery send(DeviceToken token);
}
