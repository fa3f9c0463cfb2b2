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

/// Moves rows of a table that is in use to other pages, in the order of their keys, so that rows
/// that came together lie together no more. Locks some hundred rows for a moment and never the
/// table.
///
/// PostgreSQL writes a changed row anew, on its own page as long as there is room. A snapshot that
/// is held meanwhile keeps the room that rows leave from being used: with each try a page fills up,
/// until what has stayed on it has to go. Where there is room longest, the last rows came; so that
/// they do not lie together again, all rows are moved once more when they have all left.
final class RowMoves {

  private static final int AT_ONCE = 250;

  /// More than rows of ours have room on a page.
  private static final int TRIES = 150;

  /// How many tries are made for rows that somebody holds.
  private static final int PATIENCE = 3;

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
  /// @return how many stay, because somebody held them
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
        String update =
            "update %1$s set %2$s = %2$s where ctid = cast(? as tid)".formatted(table, column);
        leave(rows, update, false);
        return leave(rows, update, true);
      } finally {
        snapshot.execute("rollback");
      }
    }
  }

  /// Moves rows until none lies on a page on which one lay at first.
  ///
  /// @param all whether each try moves all of them, or only those that have not left yet
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

  /// Where the rows lie, in the order of their keys.
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

  /// What stands before the comma of `(12,3)`.
  private static String page(String place) {
    return place.substring(0, place.indexOf(','));
  }

  /// A row that somebody else has just changed lies elsewhere already and is passed by.
  ///
  /// @return whether nobody held any
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

  /// All of them or, where somebody holds one, none.
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
