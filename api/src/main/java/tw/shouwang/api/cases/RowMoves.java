package tw.shouwang.api.cases;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Moves rows of a table that is in use to other pages, in the order of their keys, so that rows
/// that came together lie together no more. Locks some hundred rows for a moment and never the
/// table.
///
/// PostgreSQL writes a changed row anew, on its own page as long as there is room. A snapshot that
/// is held meanwhile keeps the room that moved rows leave from being used, so whatever has stayed
/// on its page goes with the second try at the latest.
final class RowMoves {

  private static final int AT_ONCE = 250;
  private static final int TRIES = 4;

  /// lock_not_available and deadlock_detected.
  private static final Set<String> HELD = Set.of("55P03", "40P01");

  private final Connection working;
  private final Connection holding;

  /// @param holding for the snapshot; both of the tables' owner
  RowMoves(Connection working, Connection holding) {
    this.working = working;
    this.holding = holding;
  }

  /// @param key an expression that names a row
  /// @param which of the rows
  /// @param column one that is in no key
  /// @return how many could not be moved because somebody held them
  int move(String table, String key, String which, String column) throws SQLException {
    try (Statement snapshot = holding.createStatement();
        Statement settings = working.createStatement()) {
      snapshot.execute("begin isolation level repeatable read");
      snapshot.execute("select pg_current_snapshot()");
      settings.execute("set statement_timeout = '60s'");
      // Below deadlock_timeout: it is never a worker's step that is given up on.
      settings.execute("set lock_timeout = '200ms'");
      try {
        String rows =
            "select %s, ctid::text from %s where %s order by 1".formatted(key, table, which);
        Map<String, String> before = places(rows);
        Map<String, String> staying = before;
        for (int i = 0; i < TRIES && !staying.isEmpty(); i++) {
          update(table, column, List.copyOf(staying.values()));
          staying = onTheirPage(before, places(rows));
        }
        return staying.size();
      } finally {
        snapshot.execute("rollback");
      }
    }
  }

  /// Where each row lies, by key.
  private Map<String, String> places(String rows) throws SQLException {
    Map<String, String> places = new LinkedHashMap<>();
    try (Statement statement = working.createStatement();
        ResultSet found = statement.executeQuery(rows)) {
      while (found.next()) {
        places.put(found.getString(1), found.getString(2));
      }
    }
    return places;
  }

  private static Map<String, String> onTheirPage(
      Map<String, String> before, Map<String, String> now) {
    Map<String, String> staying = new LinkedHashMap<>();
    now.forEach((key, place) -> {
      if (page(place).equals(page(before.getOrDefault(key, "")))) {
        staying.put(key, place);
      }
    });
    return staying;
  }

  /// What stands before the comma of `(12,3)`.
  private static String page(String place) {
    return place.substring(0, Math.max(0, place.indexOf(',')));
  }

  /// A row that somebody else has just changed lies elsewhere already and is passed by.
  private void update(String table, String column, List<String> places) throws SQLException {
    String sql = "update %1$s set %2$s = %2$s where ctid = cast(? as tid)".formatted(table, column);
    try (PreparedStatement update = working.prepareStatement(sql)) {
      for (int from = 0; from < places.size(); from += AT_ONCE) {
        for (String place : places.subList(from, Math.min(places.size(), from + AT_ONCE))) {
          update.setString(1, place);
          update.addBatch();
        }
        executeUnlessHeld(update);
      }
    }
  }

  /// Rows that somebody holds have another try.
  private static void executeUnlessHeld(PreparedStatement update) throws SQLException {
    try {
      update.executeBatch();
    } catch (SQLException e) {
      if (!HELD.contains(e.getSQLState())) {
        throw e;
      }
    }
  }
}
