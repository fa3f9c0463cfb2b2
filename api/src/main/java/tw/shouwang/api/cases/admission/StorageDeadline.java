package tw.shouwang.api.cases.admission;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.cases.records.CasesSettings;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.foundation.Alarm;
import tw.shouwang.foundation.Deadline;

/// Bounds how long a person waits for the database, also if it refuses, hangs or is full.
///
/// Late work is neither undone nor interrupted; only the wait ends. The change may still be stored,
/// which the receipt shows later. PostgreSQL ends the statement by its own limit.
@Singleton
public class StorageDeadline {

  private static final Logger LOG = LoggerFactory.getLogger(StorageDeadline.class);

  /// Added to the longest deadline of a change, this stays within the three seconds that people
  /// wait.
  private static final Duration LEAST_TO_READ_BACK = Duration.ofMillis(400);

  private final ExecutorService executor =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("case-", 0).factory());
  private final Duration limit;
  private final InstantSource clock;
  private final Bulkhead bulkhead;
  private final Alarm alarm;

  StorageDeadline(CasesSettings settings, InstantSource clock, Bulkhead bulkhead) {
    this.limit = settings.deadline();
    this.clock = clock;
    this.bulkhead = bulkhead;
    this.alarm = new Alarm(LOG, clock);
  }

  /// The work's result; empty if it failed or took too long.
  public <T> Optional<T> within(Callable<T> work) {
    return within(work, limit);
  }

  /// Reads in a place for reads. Repeats the read once if the connection was lost, so that a dead
  /// connection does not cost a sender the confirmation of their report.
  ///
  /// @param began when the whole operation began: all its parts share one deadline
  public <T> Optional<T> read(Instant began, Callable<T> work) {
    return within(() -> bulkhead.read(() -> repeated(began, work, work)), left(began))
        .flatMap(place -> place);
  }

  /// Reads the answer to a report, a message or another change, in a place of that change's kind.
  /// It always has a minimum time, because what was stored must be confirmed even under many reads.
  ///
  /// @param urgency the case's
  public <T> Optional<T> readBack(Instant began, Urgency urgency, Callable<T> work) {
    Duration left = left(began);
    return within(
            () -> bulkhead.enter(urgency, () -> repeated(began, work, work)),
            left.compareTo(LEAST_TO_READ_BACK) < 0 ? LEAST_TO_READ_BACK : left)
        .flatMap(place -> place);
  }

  private Duration left(Instant began) {
    Duration passed = Duration.between(began, clock.instant());
    return limit.minus(passed.isNegative() ? Duration.ZERO : passed);
  }

  /// The same for something that may not exist.
  public <T> Stored<T> find(Callable<Optional<T>> work) {
    return this.<Optional<T>>read(clock.instant(), work)
        .map(Stored::of)
        .orElseGet(Stored.Unavailable::new);
  }

  /// Changes something that may not exist. Takes a place for other reports and messages, and is not
  /// repeated.
  public <T> Stored<T> change(Callable<Optional<T>> work) {
    return this.<Optional<Optional<T>>>within(() -> bulkhead.enter(Urgency.ROUTINE, work))
        .flatMap(place -> place)
        .map(Stored::of)
        .orElseGet(Stored.Unavailable::new);
  }

  /// Runs work. If the connection was lost and half of the deadline is left, runs `again`.
  ///
  /// @param again must be harmless if the first try was stored after all
  public <T> T repeated(Instant began, Callable<T> work, Callable<T> again) throws Exception {
    try {
      return work.call();
    } catch (RuntimeException e) {
      Duration passed = Duration.between(began, clock.instant());
      if (!isConnectionLost(e) || passed.compareTo(limit.dividedBy(2)) > 0) {
        throw e;
      }
      return again.call();
    }
  }

  private <T> Optional<T> within(Callable<T> work, Duration left) {
    return switch (Deadline.await(left, executor, work)) {
      case Deadline.Outcome.Done<T>(T value) -> Optional.of(value);
      case Deadline.Outcome.TooLate<T>() -> {
        alarm.warn("storage did not answer within {}", limit);
        yield Optional.empty();
      }
      case Deadline.Outcome.Failed<T>(Throwable cause) -> {
        // Only the exception's kind is logged: its message may repeat values of the statement.
        alarm.warn("storage failed: {}", kindsOf(cause));
        yield Optional.empty();
      }
    };
  }

  @PreDestroy
  void stop() {
    executor.shutdown();
  }

  /// SQLSTATE classes 08 (connection exception) and 57P (the server shuts down).
  private static boolean isConnectionLost(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        String state = sql.getSQLState();
        return state.startsWith("08") || state.startsWith("57P");
      }
    }
    return false;
  }

  private static String kindsOf(Throwable failure) {
    StringBuilder kinds = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      kinds.append(cause.getClass().getSimpleName());
      if (cause instanceof SQLException sql) {
        kinds.append('(').append(sql.getSQLState()).append(')');
      }
      kinds.append(' ');
    }
    return kinds.toString().strip();
  }
}
