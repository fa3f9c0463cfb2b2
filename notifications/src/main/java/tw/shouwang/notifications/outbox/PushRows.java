package tw.shouwang.notifications.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import javax.sql.DataSource;
import tw.shouwang.notifications.AddressKey;

/// The rows of `outbox.push` by their address, which db-scheduler does not know of.
final class PushRows {

  private final DataSource connections;

  PushRows(DataSource connections) {
    this.connections = connections;
  }

  /// Makes one push of all that are due to an address: deletes the others and returns whether this
  /// one goes on. Of two that are held by workers at the same time, the greater id gives way.
  ///
  /// What is deleted here was queued before the send that follows, so nobody's news is lost: the
  /// remaining row stays until a send succeeds.
  boolean absorb(String id, AddressKey key, Instant now) {
    String sql =
        """
        with absorbed as (
          delete from outbox.push
          where task_name = 'push'
            and substring(task_data from 1 for 32) = ?
            and task_instance <> ?
            and (not picked or task_instance > ?)
            and (execution_time <= ? or coalesce(get_byte(task_data, 32), 0) > 0)
        )
        select 1
        from outbox.push
        where task_name = 'push'
          and task_instance = ?
        """;
    try (Connection connection = connections.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setBytes(1, key.bytes());
      statement.setString(2, id);
      statement.setString(3, id);
      statement.setTimestamp(4, Timestamp.from(now));
      statement.setString(5, id);
      try (var rows = statement.executeQuery()) {
        return rows.next();
      }
    } catch (SQLException e) {
      throw new OutboxException("could not join the pushes of one address", e);
    }
  }
}
