package tw.shouwang.api.cases.retention;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.database.OwnerConnections;

/// Sorts the rows of every table on disk by their random keys, so that a dump does not show their
/// order of arrival: neighbouring rows in two schemas would otherwise reveal that they belong
/// together.
///
/// A small table is rewritten as a whole, within the time that a submission may wait for it. In a
/// large table, the rows of the last two days are moved to other pages, see [RowMoves]. Failures
/// are logged and left for the next night.
@Singleton
public class NightlyRewrite {

  /// Its name among the nightly jobs.
  static final String JOB = "rewrite";

  private static final Logger LOG = LoggerFactory.getLogger(NightlyRewrite.class);

  /// In bytes, with indexes; an ordinary disk takes half a second.
  private static final long MOST_WHOLE_BYTES = 32L << 20;

  private static final String OF_NEW_CASES =
      "case_id in (select id from cases.case_file where received_at > now() - interval '2 days')";

  /// @param key the primary key, as text
  /// @param fresh a condition for the rows that may still be where they were inserted
  /// @param column any column that is in no key
  private record Table(String name, String index, String key, String fresh, String column) {}

  private static final List<Table> TABLES =
      List.of(
          new Table(
              "cases.case_file",
              "case_file_pkey",
              "id::text",
              "received_at > now() - interval '2 days'",
              "surge"),
          new Table(
              "cases.receipt_hash",
              "receipt_hash_pkey",
              "encode(hash, 'hex')",
              OF_NEW_CASES,
              "retired_until"),
          new Table(
              "cases.centre_wrap", "centre_wrap_pkey", "case_id::text", OF_NEW_CASES, "centre"),
          new Table(
              "cases.receipt_wrap", "receipt_wrap_pkey", "case_id::text", OF_NEW_CASES, "wrap"),
          new Table(
              "cases.timeline_event",
              "timeline_event_pkey",
              "id::text",
              "happened_at > now() - interval '2 days'",
              "kind"),
          new Table(
              "cases.entry",
              "entry_pkey",
              "id::text",
              "written_at > now() - interval '2 days'",
              "unread"),
          new Table(
              "intake.case_clock",
              "case_clock_pkey",
              "case_id::text || kind",
              OF_NEW_CASES,
              "missed"),
          new Table(
              "vault.device",
              "device_pkey",
              "encode(vault_key, 'hex')",
              // The 30 days count from the last enabling or refresh.
              "kept_until > current_date + 27",
              "token"));

  private final OwnerConnections owner;
  private final long mostWholeBytes;

  @Inject
  public NightlyRewrite(OwnerConnections owner) {
    this(owner, MOST_WHOLE_BYTES);
  }

  public NightlyRewrite(OwnerConnections owner, long mostWholeBytes) {
    this.owner = owner;
    this.mostWholeBytes = mostWholeBytes;
  }

  /// Whether this process knows the owner's password.
  boolean isPossible() {
    return owner.areKnown();
  }

  /// @throws IllegalStateException if a table keeps its order
  void runWhole() {
    int done = run();
    if (done < TABLES.size()) {
      throw new IllegalStateException(done + " of " + TABLES.size() + " tables");
    }
  }

  /// @return how many tables no longer show the order of arrival
  public int run() {
    try (Connection working = connection();
        Connection holding = connection()) {
      if (working == null || holding == null) {
        LOG.warn("this process does not know the owner's password, tables keep their order");
        return 0;
      }
      RowMoves moves = new RowMoves(working, holding);
      int done = 0;
      for (Table table : TABLES) {
        done += rewrite(working, moves, table);
      }
      return done;
    } catch (SQLException e) {
      LOG.warn("tables keep their order until tomorrow: {}", e.getSQLState());
      return 0;
    }
  }

  private @Nullable Connection connection() throws SQLException {
    Optional<Connection> connection = owner.open();
    return connection.orElse(null);
  }

  private int rewrite(Connection working, RowMoves moves, Table table) {
    try {
      if (bytes(working, table) <= mostWholeBytes) {
        cluster(working, table);
      } else {
        int staying = moves.move(table.name(), table.key(), table.fresh(), table.column());
        if (staying > 0) {
          LOG.warn("{} rows of {} lie where they came until tomorrow", staying, table.name());
        }
      }
      return 1;
    } catch (SQLException e) {
      LOG.warn("{} keeps its order until tomorrow: {}", table.name(), e.getSQLState());
      return 0;
    }
  }

  private static long bytes(Connection working, Table table) throws SQLException {
    try (Statement statement = working.createStatement();
        ResultSet rows =
            statement.executeQuery("select pg_total_relation_size('" + table.name() + "')")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static void cluster(Connection working, Table table) throws SQLException {
    try (Statement statement = working.createStatement()) {
      statement.execute("set lock_timeout = '500ms'");
      statement.execute("set statement_timeout = '2s'");
      statement.execute("cluster " + table.name() + " using " + table.index());
    }
  }
}
