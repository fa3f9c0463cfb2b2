package tw.shouwang.notifications;

/// The state of pushing on this node, for readiness and for people on call.
public enum PushState {
  /// No sender is configured. Pushes wait for one for a day and then end.
  OFF,
  /// Configured, and no recent failures.
  WORKING,
  /// Sends pause for a while: the service asked for it, or half of the last sends failed.
  PAUSED,
  /// The last sends failed; sends are still tried.
  FAILING
}
