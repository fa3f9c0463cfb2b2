package tw.shouwang.notifications;

/// How pushing fares on this node, for readiness and for people on call.
public enum PushState {
  /// Nothing to send with is set up; pushes wait for it for a day and then end.
  OFF,
  /// Set up, and nothing speaks against it.
  WORKING,
  /// Holding back for a while: the service asked for it, or half of the last sends failed.
  PAUSED,
  /// The last sends failed, and trying goes on.
  FAILING
}
