package tw.shouwang.api.cases.admission;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
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
import tw.shouwang.foundation.Alarm;
import tw.shouwang.foundation.Deadline.Outcome;

/// Bounds how long a person waits for the database, whatever it does: refuse, hang, be full.
///
/// What runs out of time is given up on, not undone: it may still be kept, and its receipt tells.
@Singleton
public class Deadline {

  private static final Logger LOG = LoggerFactory.getLogger(Deadline.class);

  private final ExecutorService executor =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("case-", 0).factory());
  private final Duration limit;
  private final InstantSource clock;
  private final Alarm alarm;

  Deadline(CasesSettings settings, InstantSource clock) {
    this.limit = settings.deadline();
    this.clock = clock;
    this.alarm = new Alarm(LOG, clock);
  }

  /// What the work gave, or nothing when it failed or took too long.
  public <T> Optional<T> within(Callable<T> work) {
    return within(work, limit);
  }

  /// The same, of work that is part of something that began then: together they have one deadline.
  public <T> Optional<T> within(Instant began, Callable<T> work) {
    Duration passed = Duration.between(began, clock.instant());
    return within(work, limit.minus(passed.isNegative() ? Duration.ZERO : passed));
  }

  private <T> Optional<T> within(Callable<T> work, Duration left) {
    return switch (tw.shouwang.foundation.Deadline.await(left, executor, work)) {
      case Outcome.Done<T>(T value) -> Optional.of(value);
      case Outcome.TooLate<T> _ -> {
        alarm.warn("storage did not answer within {}", limit);
        yield Optional.empty();
      }
      case Outcome.Failed<T>(Throwable cause) -> {
        // The cause may repeat what was bound to a statement, so only its kind is told.
        alarm.warn("storage failed: {}", kindsOf(cause));
        yield Optional.empty();
      }
    };
  }

  @PreDestroy
  void stop() {
    executor.shutdown();
  }

  private static String kindsOf(Throwable failure) {
    StringBuilder kinds = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      kinds.append(cause.getClass().getSimpleName());
      if (cause instanceof java.sql.SQLException sql) {
        kinds.append('(').append(sql.getSQLState()).append(')');
      }
      kinds.append(' ');
    }
    return kinds.toString().strip();
  }
}
