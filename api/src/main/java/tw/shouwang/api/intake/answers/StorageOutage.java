package tw.shouwang.api.intake.answers;

import io.micronaut.data.connection.exceptions.ConnectionException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.ratelimits.NotCounted;

/// Distinguishes an unavailable database (unreachable, full, read-only or too busy) from a
/// programming error: the first is worth a retry, the second is logged as a fault.
public final class StorageOutage {

  /// SQLSTATE classes: connection, transaction rollback, resources, operator intervention, system
  /// (PostgreSQL, Appendix A).
  private static final Set<String> CLASSES = Set.of("08", "40", "53", "57", "58");

  private static final String READ_ONLY = "25006";
  private static final int DEEPEST_CAUSE = 10;

  private StorageOutage() {}

  public static boolean isCauseOf(Throwable failure) {
    @Nullable Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      if (cause instanceof NotCounted
          || cause instanceof ConnectionException
          || cause instanceof SQLTransientException
          || cause instanceof SQLException sql && isOutage(sql.getSQLState())) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static boolean isOutage(@Nullable String state) {
    return state != null
        && state.length() == READ_ONLY.length()
        && (state.equals(READ_ONLY) || CLASSES.contains(state.substring(0, 2)));
  }
}
