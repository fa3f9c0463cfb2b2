package tw.shouwang.api.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.PGConnection;

/// Waits until steps wait for a lock, so that a test can order what happens at the same moment.
public final class LockWait {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofMillis(2);

  private LockWait() {}

  /// Waits until so many sessions wait for this connection, or for one that does, or the step is
  /// done without.
  ///
  /// @param owner of the tables; another connection than the holder's
  public static void behind(Connection holder, Connection owner, int howMany, Future<?> step)
      throws SQLException {
    int holds = holder.unwrap(PGConnection.class).getBackendPID();
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!step.isDone() && waiting(owner, holds) < howMany) {
      assertThat(System.nanoTime()).as("%d wait for the lock", howMany).isLessThan(until);
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static long waiting(Connection owner, int holder) throws SQLException {
    try (Statement statement = owner.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                with recursive waits(pid) as (
                  select %d
                  union
                  select activity.pid
                  from pg_stat_activity as activity
                  join waits on waits.pid = any (pg_blocking_pids(activity.pid))
                )
                select count(*) - 1
                from waits
                """
                    .formatted(holder))) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
