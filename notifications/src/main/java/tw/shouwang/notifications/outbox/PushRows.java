package tw.shouwang.notifications.outbox;

import com.github.kagkarlsson.scheduler.task.Execution;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;
import tw.shouwang.notifications.AddressKey;

/// The rows of `outbox.push` by their address, which db-scheduler does not know of.
///
/// Where a statement takes so many rows and no more, the limit stands in a `materialized` part: a
/// subquery behind `in` may be run again for each row, and then takes all.
final class PushRows {

  private final DataSource connections;

  PushRows(DataSource connections) {
    this.connections = connections;
  }

  /// Makes one push of all that are due to an address: deletes the others and returns whether this
  /// one goes on. Of those that a worker took together, the one with the smallest id goes on.
  ///
  /// It does not go on either when the worker has lost the row: held too long without a sign of
  /// life, it is another's now.
  ///
  /// What is deleted here was queued before the send that follows, so nobody's news is lost: the
  /// remaining row stays until a send succeeds.
  boolean absorb(Execution held, AddressKey key, Instant now) {
    String id = held.taskInstance.getId();
    String sql =
        """
        with mine as (
          select task_instance, picked_by, last_heartbeat
          from outbox.push
          where task_name = 'push'
            and task_instance = ?
            and version = ?
        ),
        smaller as (
          select 1
          from outbox.push
          join mine using (picked_by, last_heartbeat)
          where task_name = 'push'
            and substring(task_data from 1 for 32) = ?
            and push.task_instance < mine.task_instance
        ),
        ended as (
          delete from outbox.push
          where task_name = 'push'
            and substring(task_data from 1 for 32) = ?
            and (execution_time <= ? or get_byte(task_data, 32) > 0)
            and case
              when task_instance = ? then exists (select from smaller)
              else exists (select from mine) and (not picked or task_instance > ?)
            end
        )
        select exists (select from mine) and not exists (select from smaller)
        """;
    try (Connection connection = connections.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, id);
      statement.setLong(2, held.version);
      statement.setBytes(3, key.bytes());
      statement.setBytes(4, key.bytes());
      statement.setTimestamp(5, Timestamp.from(now));
      statement.setString(6, id);
      statement.setString(7, id);
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getBoolean(1);
      }
    } catch (SQLException e) {
      throw new OutboxException("could not join the pushes of one address", e);
    }
  }

  /// Deletes a row whose push has ended, if it is still held by whoever was given it: after a
  /// freeze it may be another worker's, or gone.
  void remove(Execution execution) {
    String sql =
        """
        delete from outbox.push
        where task_name = ?
          and task_instance = ?
          and version = ?
        """;
    try (Connection connection = connections.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, execution.taskInstance.getTaskName());
      statement.setString(2, execution.taskInstance.getId());
      statement.setLong(3, execution.version);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new OutboxException("could not end a push", e);
    }
  }

  /// What operators should know of what waits.
  PushMetrics.Waiting waiting(Instant now) {
    String sql =
        """
        select
          count(*) filter (where task_name = 'push' and execution_time <= ?),
          min(encode(substring(task_data from 35 for 4), 'hex'))
            filter (where task_name = 'push' and execution_time <= ?),
          count(*) filter (where task_name = 'push-given-up')
        from outbox.push
        """;
    try (Connection connection = connections.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setTimestamp(1, Timestamp.from(now));
      statement.setTimestamp(2, Timestamp.from(now));
      try (var rows = statement.executeQuery()) {
        rows.next();
        String oldest = rows.getString(2);
        Duration age = oldest == null ? Duration.ZERO : Duration.between(minute(oldest), now);
        return new PushMetrics.Waiting(rows.getLong(1), age, rows.getLong(3));
      }
    } catch (SQLException e) {
      throw new OutboxException("could not count the waiting pushes", e);
    }
  }

  private static Instant minute(String hex) {
    return Instant.EPOCH.plus(Duration.ofMinutes(Integer.parseInt(hex, 16)));
  }

  /// Lets pushes that were given up go once more, with an hour of their own, and for the last time.
  /// Returns how many.
  int catchUp(Instant now, int most) {
    String sql =
        """
        with chosen as materialized (
          select task_instance
          from outbox.push
          where task_name = 'push-given-up'
            and not picked
            and execution_time > ?
          order by execution_time desc
          limit ?
          for update skip locked
        )
        update outbox.push
        set task_name = 'push',
          execution_time = ?,
          task_data = overlay(set_byte(set_byte(task_data, 32, 0), 33, 1) placing ? from 35 for 4),
          version = version + 1
        from chosen
        where task_name = 'push-given-up'
          and push.task_instance = chosen.task_instance
        """;
    Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
    try (Connection connection = connections.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setTimestamp(1, Timestamp.from(now));
      statement.setInt(2, most);
      statement.setTimestamp(3, Timestamp.from(minute));
      statement.setBytes(4, Push.encodeMinute(minute));
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new OutboxException("could not catch up pushes", e);
    }
  }

  /// Tries one push that was given up, as it is: if that fails it is given up again at once.
  void probe(Instant now) {
    String sql =
        """
        with chosen as materialized (
          select task_instance
          from outbox.push
          where task_name = 'push-given-up'
            and not picked
            and execution_time > ?
          order by execution_time desc
          limit 1
          for update skip locked
        )
        update outbox.push
        set task_name = 'push',
          execution_time = ?,
          version = version + 1
        from chosen
        where task_name = 'push-given-up'
          and push.task_instance = chosen.task_instance
        """;
    try (Connection connection = connections.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setTimestamp(1, Timestamp.from(now));
      statement.setTimestamp(2, Timestamp.from(now.truncatedTo(ChronoUnit.MINUTES)));
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new OutboxException("could not try a push that was given up", e);
    }
  }
}
