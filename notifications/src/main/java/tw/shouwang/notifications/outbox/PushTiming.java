package tw.shouwang.notifications.outbox;

/// When a push is sent. The message is the same either way.
public enum PushTiming {
  /// Due at once, before all pushes that are not urgent.
  AT_ONCE,
  /// Due at the end of the current window. All of the device's pushes in that window are sent as
  /// one.
  END_OF_WINDOW
}
