package tw.shouwang.api.database;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Compares the timeouts of the role for requests with the expected ones. Without them, a statement
/// that waits for a lock runs on in the server after its request has ended, until no connections
/// are left.
@Singleton
final class TimeoutCheck {

  private static final Logger LOG = LoggerFactory.getLogger(TimeoutCheck.class);

  private static final Map<String, String> TIMEOUTS = new LinkedHashMap<>();

  static {
    TIMEOUTS.put("statement_timeout", "4s");
    TIMEOUTS.put("lock_timeout", "2s");
    TIMEOUTS.put("client_connection_check_interval", "1s");
  }

  /// The missing timeouts, and how to set them.
  ///
  /// @param connection of the role
  List<String> run(Connection connection) throws SQLException {
    List<String> missing = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      for (Map.Entry<String, String> timeout : TIMEOUTS.entrySet()) {
        try (ResultSet value = statement.executeQuery("show " + timeout.getKey())) {
          if (value.next() && value.getString(1).equals("0")) {
            missing.add(statement(connection.getMetaData().getUserName(), timeout));
          }
        }
      }
    }
    if (!missing.isEmpty()) {
      LOG.warn(
          "the database ends no statement that nobody waits for; let whoever made the roles run:"
              + " {}",
          String.join(" ", missing));
    }
    return missing;
  }

  /// The statements that set all timeouts of a role.
  static List<String> statements(String role) {
    return TIMEOUTS.entrySet().stream().map(timeout -> statement(role, timeout)).toList();
  }

  private static String statement(String role, Map.Entry<String, String> timeout) {
    return "alter role %s set %s = '%s';".formatted(role, timeout.getKey(), timeout.getValue());
  }
}
