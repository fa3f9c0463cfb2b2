package tw.shouwang.notifications.outbox;

/// The outbox's table could not be reached or changed; the caller's transaction should fail.
public final class OutboxException extends RuntimeException {

  OutboxException(String message, Throwable cause) {
    super(message, cause);
  }

  /// What went wrong, for a log: the innermost cause's kind and none of its words, which may hold
  /// what was being sent or stored.
  static String kindOf(Throwable thrown) {
    Throwable cause = thrown.getCause();
    return cause == null ? thrown.getClass().getSimpleName() : kindOf(cause);
  }
}
