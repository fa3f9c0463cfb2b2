package tw.shouwang.notifications.outbox;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// A table of work to do: rows are written in the caller's transaction and stay until the work is
/// done, by whichever node takes them first.
///
/// The table has the columns `id` (uuid), `position` (integer), `urgent` (boolean), `due`,
/// `first_due` (timestamptz), `tries` (integer), `lease` (uuid), `leased_until` (timestamptz),
/// `given_up`, `taken_back` (boolean), a key, and the columns of [OutboxColumns]. Times in a row
/// are whole minutes, except while a node works on it or it waits for another try; those times say
/// when the fault happened, and are deleted with the row.
///
/// A node leases rows for a short time and renews the lease while it works. If the node dies or
/// freezes, the lease ends and another node takes the rows. A node that lost its lease can no
/// longer change the row, because every change names the lease.
public final class Outbox<K, C> {

  private static final Duration A_SECOND = Duration.ofSeconds(1);

  private final OutboxKind<K, C> kind;
  private final OutboxColumns<K, C> columns;
  private final DataSource joining;
  private final DataSource own;

  public Outbox(OutboxKind<K, C> kind, OutboxDatabase database) {
    this.kind = kind;
    this.columns = kind.columns();
    this.joining = database.joining();
    this.own = database.own();
  }

  OutboxKind<K, C> kind() {
    return kind;
  }

  /// Queues work in the caller's transaction, due at once.
  ///
  /// @param now stored in whole minutes, so that a row does not reveal when exactly something
  ///   happened
  /// @param urgent whether the row goes before all due rows that are not urgent
  public void queueNow(K key, C content, Instant now, boolean urgent) {
    queue(key, content, now.truncatedTo(ChronoUnit.MINUTES), urgent);
  }

  /// Queues work that is due later.
  ///
  /// @param due a time that many rows share, such as the end of a window; stored as it is
  public void queueAt(K key, C content, Instant due) {
    queue(key, content, due, false);
  }

  private void queue(K key, C content, Instant due, boolean urgent) {
    try (Connection connection = joining.getConnection()) {
      if (kind.order() == OutboxKind.Order.AS_QUEUED) {
        takeTurn(connection, key);
      }
      if (kind.coalescing() == OutboxKind.Coalescing.LAST_WORD) {
        removeWaiting(connection, key);
      }
      insert(connection, key, content, due, urgent);
    } catch (SQLException e) {
      throw new OutboxException("could not queue", e);
    }
  }

  /// Queues work behind the key's waiting rows and replaces none of them.
  public void queueBehind(K key, C content, Instant now) {
    try (Connection connection = joining.getConnection()) {
      takeTurn(connection, key);
      insert(connection, key, content, now.truncatedTo(ChronoUnit.MINUTES), false);
    } catch (SQLException e) {
      throw new OutboxException("could not queue", e);
    }
  }

  /// Locks the key: until the caller's transaction ends, nobody else queues for it.
  private void takeTurn(Connection connection, K key) throws SQLException {
    String sql = "select pg_advisory_xact_lock(hashtextextended(?::text, 0))";
    select(connection, sql, List.of(columns.keyValue(key)), row -> true);
  }

  /// Deletes the key's waiting rows. A row that a node is working on stays and is done first.
  private void removeWaiting(Connection connection, K key) throws SQLException {
    String sql =
        """
        delete from %s
        where %s = ?
          and lease is null
        """
            .formatted(kind.table(), columns.key());
    change(connection, sql, List.of(columns.keyValue(key)));
  }

  private void insert(Connection connection, K key, C content, Instant due, boolean urgent)
      throws SQLException {
    List<String> own = columns.content();
    String names = own.stream().map(name -> ", " + name).collect(Collectors.joining());
    String sql =
        """
        insert into %1$s (id, %2$s, urgent, due, first_due, position%3$s)
        values (?, ?, ?, ?, ?, %4$s%5$s)
        """
            .formatted(
                kind.table(), columns.key(), names, nextPosition(), ", ?".repeat(own.size()));
    Timestamp minute = Timestamp.from(due.truncatedTo(ChronoUnit.MINUTES));
    Timestamp exact = Timestamp.from(due);
    Object keyValue = columns.keyValue(key);
    List<@Nullable Object> values = new ArrayList<>();
    Collections.addAll(values, UUID.randomUUID(), keyValue, urgent, exact, minute);
    if (kind.order() == OutboxKind.Order.AS_QUEUED) {
      values.add(keyValue);
    }
    values.addAll(columns.contentValues(content));
    change(connection, sql, values);
  }

  /// Positions are counted for each key: one sequence for all would reveal in which order cases had
  /// news.
  private String nextPosition() {
    return switch (kind.order()) {
      case ANY -> "0";
      case AS_QUEUED ->
          "(select coalesce(max(position) + 1, 0) from %s where %s = ?)"
              .formatted(kind.table(), columns.key());
    };
  }

  /// The key's rows that wait or are being worked on, in order, as the caller's transaction sees
  /// them.
  public List<C> waiting(K key) {
    String sql =
        """
        select *
        from %s
        where %s = ?
        order by position
        """
            .formatted(kind.table(), columns.key());
    try (Connection connection = joining.getConnection()) {
      return select(connection, sql, List.of(columns.keyValue(key)), columns::readContent);
    } catch (SQLException e) {
      throw new OutboxException("could not look for what waits", e);
    }
  }

  /// The rows that are due first, in any state; for operators.
  public List<OutboxRow<K, C>> list(int most) {
    String sql =
        """
        select *
        from %s
        order by due
        limit ?
        """
            .formatted(kind.table());
    try (Connection connection = own.getConnection()) {
      return select(connection, sql, List.of(most), this::readRow);
    } catch (SQLException e) {
      throw new OutboxException("could not list", e);
    }
  }

  /// Rows that one node has leased.
  ///
  /// @param id of the lease, random
  /// @param taken how many rows were leased, counting those that were joined into others
  record Lease<K, C>(UUID id, List<OutboxRow<K, C>> rows, int taken) {}

  /// Leases rows that are due and that no node holds, the urgent first.
  ///
  /// @param only the one key to look for, or null for all
  Lease<K, C> lease(@Nullable K only, int most, Instant now, Instant until) {
    // The limit stands in a `materialized` part: PostgreSQL may run a subquery behind `in` once for
    // each row, and would then take all rows.
    String sql =
        """
        with chosen as materialized (
          select id
          from %1$s as mine
          where due <= ?
            and not given_up
            and (lease is null or leased_until < ?)
            %2$s
            %3$s
          order by urgent desc, due
          limit ?
          for update of mine skip locked
        )
        update %1$s as mine
        set lease = ?, leased_until = ?
        from chosen
        where mine.id = chosen.id
        returning mine.*
        """
            .formatted(
                kind.table(),
                only == null ? "" : "and %s = ?".formatted(columns.key()),
                firstOfItsKey());
    UUID lease = UUID.randomUUID();
    List<@Nullable Object> values = new ArrayList<>();
    Collections.addAll(values, Timestamp.from(now), Timestamp.from(now));
    if (only != null) {
      values.add(columns.keyValue(only));
    }
    Collections.addAll(values, most, lease, Timestamp.from(until));
    try (Connection connection = own.getConnection()) {
      List<OutboxRow<K, C>> rows = select(connection, sql, values, this::readRow);
      boolean joins = kind.coalescing() == OutboxKind.Coalescing.JOINED && !rows.isEmpty();
      Set<UUID> kept = joins ? join(connection, rows, lease, now) : idsOf(rows);
      return new Lease<>(
          lease, rows.stream().filter(row -> kept.contains(row.id())).toList(), rows.size());
    } catch (SQLException e) {
      throw new OutboxException("could not take what is due", e);
    }
  }

  private String firstOfItsKey() {
    return switch (kind.order()) {
      case ANY -> "";
      case AS_QUEUED ->
          """
          and not exists (
            select
            from %1$s as earlier
            where earlier.%2$s = mine.%2$s
              and earlier.position < mine.position
              and not earlier.given_up
          )
          """
              .formatted(kind.table(), columns.key());
    };
  }

  /// Joins the leased rows of each key into one, the row with the smallest id. Also deletes the
  /// key's other rows that are due or failed before, unless another node holds them.
  ///
  /// No news is lost: what is deleted here was queued before the run that follows, and the
  /// remaining row stays until a run succeeds.
  private Set<UUID> join(Connection connection, List<OutboxRow<K, C>> rows, UUID lease, Instant now)
      throws SQLException {
    String sql =
        """
        with kept as materialized (
          select distinct on (%2$s) id, %2$s as kept_key
          from %1$s
          where id = any(?)
          order by %2$s, id
        ),
        others as materialized (
          select other.id
          from %1$s as other
          join kept on other.%2$s = kept_key
          where other.id <> kept.id
            and not other.given_up
            and (other.due <= ? or other.tries > 0)
            and (other.lease is null or other.lease = ?)
          for update of other skip locked
        ),
        deleted as (
          delete from %1$s as other
          using others
          where other.id = others.id
        )
        select id
        from kept
        """
            .formatted(kind.table(), columns.key());
    Array ids = connection.createArrayOf("uuid", idsOf(rows).toArray());
    return Set.copyOf(
        select(connection, sql, List.of(ids, Timestamp.from(now), lease), Outbox::readId));
  }

  /// Extends leases.
  ///
  /// @return the rows that this node still held
  Set<UUID> renew(Collection<UUID> rows, Collection<UUID> leases, Instant until) {
    String sql =
        """
        update %s
        set leased_until = ?
        where id = any(?)
          and lease = any(?)
        returning id
        """
            .formatted(kind.table());
    try (Connection connection = own.getConnection()) {
      Array ids = connection.createArrayOf("uuid", rows.toArray());
      Array held = connection.createArrayOf("uuid", leases.toArray());
      return Set.copyOf(
          select(connection, sql, List.of(Timestamp.from(until), ids, held), Outbox::readId));
    } catch (SQLException e) {
      throw new OutboxException("could not hold rows for longer", e);
    }
  }

  /// Deletes a row.
  ///
  /// @return whether this node still held it
  boolean remove(OutboxRow<K, C> row, UUID lease) {
    String sql =
        """
        delete from %s
        where id = ?
          and lease = ?
        """
            .formatted(kind.table());
    return change(sql, List.of(row.id(), lease)) == 1;
  }

  /// Releases a row until it is due again.
  ///
  /// @return whether this node still held it
  boolean reschedule(OutboxRow<K, C> row, UUID lease, Instant due, int tries) {
    String sql =
        """
        update %s
        set due = ?, tries = ?, lease = null, leased_until = null
        where id = ?
          and lease = ?
        """
            .formatted(kind.table());
    return change(sql, List.of(Timestamp.from(roundUp(due)), tries, row.id(), lease)) == 1;
  }

  private static Instant roundUp(Instant due) {
    Instant second = due.truncatedTo(ChronoUnit.SECONDS);
    return second.equals(due) ? due : second.plus(A_SECOND);
  }

  /// Gives up a row.
  ///
  /// @param until when the row is deleted, or null for never
  /// @return whether this node still held it
  boolean giveUp(OutboxRow<K, C> row, UUID lease, @Nullable Instant until) {
    String sql =
        """
        update %s
        set given_up = true, due = coalesce(?, due), lease = null, leased_until = null
        where id = ?
          and lease = ?
        """
            .formatted(kind.table());
    Timestamp end = until == null ? null : Timestamp.from(until);
    List<@Nullable Object> values = new ArrayList<>();
    Collections.addAll(values, end, row.id(), lease);
    return change(sql, values) == 1;
  }

  /// Makes rows that were given up due again, as if they were new.
  ///
  /// @return how many
  public int takeBack(int most, Instant now) {
    return takeBack(most, now, "tries = 0, first_due = excluded_due, taken_back = true,");
  }

  /// Makes one row that was given up due again without resetting it: if it fails, it is given up
  /// again at once.
  ///
  /// @return 1, or 0 if there is none
  int probe(Instant now) {
    return takeBack(1, now, "");
  }

  private int takeBack(int most, Instant now, String anew) {
    String sql =
        """
        with chosen as materialized (
          select id
          from %1$s
          where given_up
            %2$s
          order by due desc
          limit ?
          for update skip locked
        )
        update %1$s as mine
        set %3$s given_up = false, due = ?
        from chosen
        where mine.id = chosen.id
        """
            .formatted(
                kind.table(), ends() ? "and due > ?" : "", anew.replace("excluded_due", "?"));
    Timestamp minute = Timestamp.from(now.truncatedTo(ChronoUnit.MINUTES));
    List<@Nullable Object> values = new ArrayList<>();
    if (ends()) {
      values.add(Timestamp.from(now));
    }
    values.add(most);
    if (!anew.isEmpty()) {
      values.add(minute);
    }
    values.add(minute);
    return change(sql, values);
  }

  private boolean ends() {
    return switch (kind.atEnd()) {
      case OutboxKind.AtEnd.KeptFor _ -> true;
      case OutboxKind.AtEnd.Dropped _, OutboxKind.AtEnd.KeptUntilTakenBack _ -> false;
    };
  }

  /// Deletes given-up rows whose time is over.
  ///
  /// @return how many
  int removeExpired(Instant now) {
    if (!ends()) {
      return 0;
    }
    String sql =
        """
        delete from %s
        where given_up
          and due <= ?
        """
            .formatted(kind.table());
    return change(sql, List.of(Timestamp.from(now)));
  }

  /// What operators need to know about waiting rows.
  ///
  /// @param due rows that should be done by now
  /// @param oldest how long the oldest of them has been due, in whole minutes
  /// @param givenUp rows that wait to be taken back
  record Backlog(long due, Duration oldest, long givenUp) {
    static final Backlog NOTHING = new Backlog(0, Duration.ZERO, 0);
  }

  Backlog backlog(Instant now) {
    String sql =
        """
        select
          count(*) filter (where not given_up and due <= ?),
          min(first_due) filter (where not given_up and due <= ?),
          count(*) filter (where given_up)
        from %s
        """
            .formatted(kind.table());
    Timestamp at = Timestamp.from(now);
    try (Connection connection = own.getConnection()) {
      return select(connection, sql, List.of(at, at), row -> readBacklog(row, now)).getFirst();
    } catch (SQLException e) {
      throw new OutboxException("could not count what waits", e);
    }
  }

  private static Backlog readBacklog(ResultSet row, Instant now) throws SQLException {
    Timestamp oldest = row.getTimestamp(2);
    Duration age = oldest == null ? Duration.ZERO : Duration.between(oldest.toInstant(), now);
    return new Backlog(row.getLong(1), age, row.getLong(3));
  }

  private OutboxRow<K, C> readRow(ResultSet row) throws SQLException {
    return new OutboxRow<>(
        readId(row),
        columns.readKey(row),
        columns.readContent(row),
        row.getTimestamp("due").toInstant(),
        row.getTimestamp("first_due").toInstant(),
        row.getInt("tries"),
        row.getBoolean("given_up"),
        row.getBoolean("taken_back"));
  }

  private static UUID readId(ResultSet row) throws SQLException {
    return row.getObject("id", UUID.class);
  }

  private static <K, C> Set<UUID> idsOf(List<OutboxRow<K, C>> rows) {
    return rows.stream().map(OutboxRow::id).collect(Collectors.toSet());
  }

  private int change(String sql, List<? extends @Nullable Object> values) {
    try (Connection connection = own.getConnection()) {
      return change(connection, sql, values);
    } catch (SQLException e) {
      throw new OutboxException("could not change a row", e);
    }
  }

  private static int change(
      Connection connection, String sql, List<? extends @Nullable Object> values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      return statement.executeUpdate();
    }
  }

  private interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private static <T> List<T> select(
      Connection connection, String sql, List<? extends @Nullable Object> values, Reader<T> reader)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      List<T> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(reader.read(rows));
        }
      }
      return found;
    }
  }

  private static void bind(PreparedStatement statement, List<? extends @Nullable Object> values)
      throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      statement.setObject(i + 1, values.get(i));
    }
  }
}
