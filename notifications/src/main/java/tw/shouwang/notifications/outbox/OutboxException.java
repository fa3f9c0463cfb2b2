package tw.shouwang.notifications.outbox;

/// The outbox's table could not be reached or changed; the caller's transaction should fail.
public final class OutboxException extends RuntimeException {

  OutboxException(String message, Throwable cause) {
    super(message, cause);
  }

  /// The cause for a log line: only the class of the innermost exception, because its message may
  /// contain what was being sent or stored.
  static String kindOf(Throwable thrown) {
    Throwable cause = thrown.getCause();
    return cause == null ? thrown.getClass().getSimpleName() : kindOf(cause);
  }
}
