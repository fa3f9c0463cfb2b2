package tw.shouwang.notifications.outbox;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import javax.sql.DataSource;
import tw.shouwang.notifications.AddressKey;

/// The rows of `outbox.task` by their address, which db-scheduler does not know of.
final class TaskRows {

  private final DataSource connections;

  TaskRows(DataSource connections) {
    this.connections = connections;
  }

  static byte[] data(AddressKey key, byte[] payload) {
    return ByteBuffer.allocate(AddressKey.LENGTH + payload.length)
        .put(key.bytes())
        .put(payload)
        .array();
  }

  static AddressKey key(byte[] data) {
    return new AddressKey(Arrays.copyOf(data, AddressKey.LENGTH));
  }

  static byte[] payload(byte[] data) {
    return Arrays.copyOfRange(data, AddressKey.LENGTH, data.length);
  }

  /// Waits while a run for this address is under way.
  void remove(String task, AddressKey key) {
    String sql =
        """
        delete from outbox.task
        where task_name = ?
          and substring(task_data from 1 for 32) = ?
        """;
    try (Connection connection = connections.getConnection()) {
      takeTurn(connection, task, key);
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setString(1, task);
        statement.setBytes(2, key.bytes());
        statement.executeUpdate();
      }
    } catch (SQLException e) {
      throw new OutboxException("could not take back a task", e);
    }
  }

  Optional<byte[]> find(String task, AddressKey key) {
    String sql =
        """
        select task_data
        from outbox.task
        where task_name = ?
          and substring(task_data from 1 for 32) = ?
        """;
    try (Connection connection = connections.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, task);
      statement.setBytes(2, key.bytes());
      try (var rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(payload(rows.getBytes(1))) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new OutboxException("could not look for a waiting task", e);
    }
  }

  /// Deletes a row whose work is done. It may be gone already, taken back during the run.
  void removeDone(String task, String id) {
    String sql =
        """
        delete from outbox.task
        where task_name = ?
          and task_instance = ?
        """;
    try (Connection connection = connections.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, task);
      statement.setString(2, id);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new OutboxException("could not end a task", e);
    }
  }

  /// Runs the work while [#remove] for the same address waits; does nothing when the row was taken
  /// back meanwhile.
  void runInTurn(String task, String id, AddressKey key, Work work) throws Exception {
    try (Connection connection = connections.getConnection()) {
      connection.setAutoCommit(false);
      try {
        limitFrozenHolders(connection);
        takeTurn(connection, task, key);
        if (exists(connection, task, id)) {
          work.run();
        }
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  /// A node that freezes in the middle loses its turn instead of blocking callers.
  private static void limitFrozenHolders(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("set local idle_in_transaction_session_timeout = '10s'");
    }
  }

  /// An advisory lock until the end of the transaction, and not a lock on the row: db-scheduler's
  /// heartbeats must still be able to change it.
  private static void takeTurn(Connection connection, String task, AddressKey key)
      throws SQLException {
    String sql = "select pg_advisory_xact_lock(?)";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, ByteBuffer.wrap(key.bytes()).getLong() ^ task.hashCode());
      statement.execute();
    }
  }

  private static boolean exists(Connection connection, String task, String id) throws SQLException {
    String sql =
        """
        select 1
        from outbox.task
        where task_name = ?
          and task_instance = ?
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, task);
      statement.setString(2, id);
      try (var rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  interface Work {
    void run() throws Exception;
  }
}
