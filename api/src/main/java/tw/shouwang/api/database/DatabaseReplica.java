package tw.shouwang.api.database;

import io.micronaut.transaction.TransactionCallback;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.database.DividedConnections.ConnectionShare;
import tw.shouwang.api.process.ProcessRoles;
import tw.shouwang.foundation.Alarm;

/// Reads from the copy of the database at `shouwang.database.replica-url`, if there is one: for
/// counts over many cases, which would take time from people who wait for the database. Not for
/// what somebody acts on: a copy may be behind, and each reading says how far.
///
/// The database itself is read instead where the copy is further behind than
/// `shouwang.database.replica-most-delay`, does not answer, or cancels a query because it had to
/// follow.
@Singleton
public class DatabaseReplica {

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseReplica.class);

  /// After a failure, so that not every reader waits for a copy that does not answer.
  private static final Duration REST = Duration.ofSeconds(30);

  private final boolean known;
  private final Duration mostDelay;
  private final TransactionOperations<Connection> transactions;
  private final InstantSource clock;
  private final Alarm alarm;
  private volatile Instant restsUntil = Instant.MIN;

  @Inject
  DatabaseReplica(
      DatabaseSettings settings,
      ProcessRoles roles,
      TransactionOperations<Connection> transactions,
      InstantSource clock) {
    this(
        roles.isStaff() && settings.replicaUrl() != null,
        settings.replicaMostDelay(),
        transactions,
        clock);
  }

  DatabaseReplica(
      boolean known,
      Duration mostDelay,
      TransactionOperations<Connection> transactions,
      InstantSource clock) {
    this.known = known;
    this.mostDelay = mostDelay;
    this.transactions = transactions;
    this.clock = clock;
    this.alarm = new Alarm(LOG, clock);
  }

  /// Whether there is one.
  boolean isKnown() {
    return known;
  }

  /// What was read.
  ///
  /// @param asOf whatever was confirmed by then is in it; whole seconds
  public record Reading<T>(T value, Instant asOf) {}

  /// Reads where it disturbs least.
  ///
  /// @param work only reads, outside a transaction; it may run twice
  public <T> Reading<T> read(Supplier<T> work) {
    return read(clock.instant().minus(mostDelay), work);
  }

  /// The same for a reading that belongs to an earlier one, and must not be older than it.
  ///
  /// @param since the earlier one's [Reading#asOf]
  public <T> T readSince(Instant since, Supplier<T> work) {
    Instant oldest = clock.instant().minus(mostDelay);
    return read(since.isAfter(oldest) ? since : oldest, work).value();
  }

  /// How far the copy is behind; empty if there is none, or one of the two does not answer.
  Optional<Duration> delay() {
    if (!known) {
      return Optional.empty();
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    try {
      Position confirmed = confirmed(now);
      Instant reached = onReplica(status -> reached(status.getConnection(), confirmed));
      return Optional.of(Duration.between(reached, now));
    } catch (RuntimeException e) {
      LOG.debug("the replica's delay could not be looked at", e);
      return Optional.empty();
    }
  }

  private <T> Reading<T> read(Instant oldest, Supplier<T> work) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    if (known && !now.isBefore(restsUntil)) {
      Position confirmed = confirmed(now);
      Optional<Reading<T>> reading = fromReplica(confirmed, oldest, work);
      if (reading.isPresent()) {
        return reading.get();
      }
    }
    return new Reading<>(work.get(), now);
  }

  private <T> Optional<Reading<T>> fromReplica(
      Position confirmed, Instant oldest, Supplier<T> work) {
    try {
      return onReplica(status -> {
        Instant reached = reached(status.getConnection(), confirmed);
        return reached.isBefore(oldest)
            ? Optional.empty()
            : Optional.of(new Reading<>(work.get(), reached));
      });
    } catch (RuntimeException e) {
      if (!isOfDatabase(e)) {
        throw e;
      }
      restsUntil = clock.instant().plus(REST);
      alarm.warn("the replica does not answer; the database itself is read");
      return Optional.empty();
    }
  }

  private Position confirmed(Instant now) {
    return transactions.executeRead(status -> confirmed(status.getConnection(), now));
  }

  private <T> T onReplica(TransactionCallback<Connection, T> work) {
    return DividedConnections.use(ConnectionShare.REPLICA, () -> transactions.executeRead(work));
  }

  /// How far the database's log reaches.
  ///
  /// @param log a position in it; whatever was confirmed by the time is before it
  record Position(String log, Instant at) {}

  private static boolean isOfDatabase(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException) {
        return true;
      }
    }
    return false;
  }

  static Position confirmed(Connection database, Instant now) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery("select pg_current_wal_flush_lsn()")) {
      row.next();
      return new Position(row.getString(1), now);
    }
  }

  /// By when everything is in the copy.
  static Instant reached(Connection replica, Position confirmed) throws SQLException {
    try (PreparedStatement query =
        replica.prepareStatement(
            """
            select not pg_is_in_recovery() or pg_last_wal_replay_lsn() >= cast(? as pg_lsn),
                   pg_last_xact_replay_timestamp()
            """)) {
      query.setString(1, confirmed.log());
      try (ResultSet row = query.executeQuery()) {
        row.next();
        Timestamp last = row.getTimestamp(2);
        if (row.getBoolean(1)) {
          return confirmed.at();
        }
        return last == null ? Instant.EPOCH : last.toInstant().truncatedTo(ChronoUnit.SECONDS);
      }
    }
  }
}
