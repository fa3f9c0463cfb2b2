package tw.shouwang.api.cases.retention;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Moves rows of a table in use to other pages, in the order of their keys, so that rows that were
/// inserted together are no longer neighbours. Locks a few hundred rows for a moment, never the
/// table.
///
/// PostgreSQL writes a new version of an updated row on the same page while there is space. An open
/// snapshot prevents the space of old versions from being reused, so repeated updates fill the page
/// until the row has to move to another one. The rows moved last land on the emptiest page, next to
/// each other; so all rows are moved a second time.
final class RowMoves {

  private static final int AT_ONCE = 250;

  /// More than the number of our rows that fit on a page.
  private static final int TRIES = 150;

  /// How often the move of locked rows is tried.
  private static final int PATIENCE = 3;

  /// SQLSTATEs lock_not_available and deadlock_detected.
  private static final Set<String> HELD = Set.of("55P03", "40P01");

  private final Connection working;
  private final Connection holding;

  /// @param holding the connection of the open snapshot; both connections belong to the tables'
  ///   owner
  RowMoves(Connection working, Connection holding) {
    this.working = working;
    this.holding = holding;
  }

  /// @param key an expression that identifies a row
  /// @param which a condition for the rows
  /// @param column one that is in no key
  /// @return how many rows did not move, because they were locked
  int move(String table, String key, String which, String column) throws SQLException {
    try (Statement snapshot = holding.createStatement();
        Statement settings = working.createStatement()) {
      snapshot.execute("begin isolation level repeatable read");
      snapshot.execute("select pg_current_snapshot()");
      settings.execute("set statement_timeout = '60s'");
      // Shorter than deadlock_timeout, so that PostgreSQL never cancels a worker's step instead.
      settings.execute("set lock_timeout = '200ms'");
      try {
        String rows =
            "select %s, ctid::text from %s where %s order by 1".formatted(key, table, which);
        String update =
            "update %1$s set %2$s = %2$s where ctid = cast(? as tid)".formatted(table, column);
        leave(rows, update, false);
        return leave(rows, update, true);
      } finally {
        snapshot.execute("rollback");
      }
    }
  }

  /// Moves rows until none is on a page that held one of them at first.
  ///
  /// @param all whether each round moves all rows, or only those that have not left yet
  /// @return how many have not left
  private int leave(String rows, String update, boolean all) throws SQLException {
    List<String> places = places(rows);
    Set<String> pages = places.stream().map(RowMoves::page).collect(Collectors.toSet());
    List<String> staying = places;
    int held = 0;
    for (int i = 0; i < TRIES && held < PATIENCE && !staying.isEmpty(); i++) {
      held += update(update, all ? places : staying) ? 0 : 1;
      places = places(rows);
      staying = places.stream().filter(place -> pages.contains(page(place))).toList();
    }
    return staying.size();
  }

  /// The physical positions (ctid) of the rows, in the order of their keys.
  private List<String> places(String rows) throws SQLException {
    List<String> places = new ArrayList<>();
    try (Statement statement = working.createStatement();
        ResultSet found = statement.executeQuery(rows)) {
      while (found.next()) {
        places.add(found.getString(2));
      }
    }
    return places;
  }

  /// The page of a position: the part before the comma of `(12,3)`.
  private static String page(String place) {
    return place.substring(0, place.indexOf(','));
  }

  /// Updates rows by position. A row that somebody else changed meanwhile has another position and
  /// is skipped.
  ///
  /// @return whether no row was locked
  private boolean update(String sql, List<String> places) throws SQLException {
    boolean free = true;
    try (PreparedStatement update = working.prepareStatement(sql)) {
      for (int from = 0; from < places.size(); from += AT_ONCE) {
        List<String> some = places.subList(from, Math.min(places.size(), from + AT_ONCE));
        if (!execute(update, some)) {
          free = false;
          for (String place : some) {
            execute(update, List.of(place));
          }
        }
      }
    }
    return free;
  }

  /// Updates all of the rows, or none if one is locked.
  private static boolean execute(PreparedStatement update, List<String> places)
      throws SQLException {
    try {
      for (String place : places) {
        update.setString(1, place);
        update.addBatch();
      }
      update.executeBatch();
      return true;
    } catch (SQLException e) {
      if (HELD.contains(e.getSQLState())) {
        update.clearBatch();
        return false;
      }
      throw e;
    }
  }
}
