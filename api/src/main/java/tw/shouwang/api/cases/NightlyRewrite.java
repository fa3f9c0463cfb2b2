package tw.shouwang.api.cases;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.database.OwnerConnections;

/// Puts the rows of every table in the order of their random keys, so that a dump does not show in
/// which order they came: neighbours in two schemas would else name each other.
///
/// Table by table, each within the time that a submission may wait for it; what takes longer is
/// left for the next night and said in the log.
@Singleton
class NightlyRewrite {

  private static final Logger LOG = LoggerFactory.getLogger(NightlyRewrite.class);

  /// Each with its primary key's index.
  private static final List<String> TABLES =
      List.of(
          "cases.case_file using case_file_pkey",
          "cases.receipt_hash using receipt_hash_pkey",
          "cases.centre_wrap using centre_wrap_pkey",
          "cases.receipt_wrap using receipt_wrap_pkey",
          "cases.timeline_event using timeline_event_pkey",
          "cases.entry using entry_pkey",
          "intake.case_clock using case_clock_pkey",
          "vault.device using device_pkey");

  private final OwnerConnections owner;

  NightlyRewrite(OwnerConnections owner) {
    this.owner = owner;
  }

  /// @return how many tables are in order now
  int run() {
    try {
      Optional<Connection> connection = owner.open();
      if (connection.isEmpty()) {
        LOG.warn("this process does not know the owner's password, tables keep their order");
        return 0;
      }
      try (Connection own = connection.get();
          Statement statement = own.createStatement()) {
        statement.execute("set lock_timeout = '500ms'");
        statement.execute("set statement_timeout = '2s'");
        int done = 0;
        for (String table : TABLES) {
          done += rewrite(statement, table);
        }
        return done;
      }
    } catch (SQLException e) {
      LOG.warn("tables keep their order until tomorrow: {}", e.getSQLState());
      return 0;
    }
  }

  private static int rewrite(Statement statement, String table) {
    try {
      statement.execute("cluster " + table);
      return 1;
    } catch (SQLException e) {
      LOG.warn("{} keeps its order until tomorrow: {}", table, e.getSQLState());
      return 0;
    }
  }
}
