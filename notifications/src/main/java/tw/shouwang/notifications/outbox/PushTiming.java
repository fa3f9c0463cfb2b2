package tw.shouwang.notifications.outbox;

/// When a push leaves. It changes nothing in the message.
public enum PushTiming {
  /// Due at once, and before all that are not.
  AT_ONCE,
  /// Due at the end of the current window, together with what else happens to the device in it.
  END_OF_WINDOW
}
