package tw.shouwang.foundation;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One run of a job over more rows than one statement may take.
///
/// A row that fails is counted and skipped, so that it does not block the other rows in every run.
/// Many failures in a row mean that storage is unavailable; they end this part of the job, and the
/// next part is still tried. Failures are logged by their class only, because an exception's
/// message may repeat values that were bound to a statement.
public final class Batches {

  private static final Logger LOG = LoggerFactory.getLogger(Batches.class);
  private static final int MOST_IN_A_ROW = 10;
  private static final UUID FIRST = new UUID(0, 0);

  private final String job;
  private final int size;
  private long failed;

  /// @param job the job's name in the log
  /// @param size the most rows at once
  public Batches(String job, int size) {
    this.job = job;
    this.size = size;
  }

  /// How many rows failed so far. A part that ended early adds one more.
  public long failed() {
    return failed;
  }

  /// Runs a statement that changes few rows.
  ///
  /// @param statement returns the number of rows that it changed
  public long once(String part, LongSupplier statement) {
    try {
      return statement.getAsLong();
    } catch (RuntimeException e) {
      failed++;
      endedEarly(part, 0, e);
      return 0;
    }
  }

  /// Repeats a statement that changes a limited number of rows, until it changes fewer than that
  /// limit.
  ///
  /// @param batch changes up to the given number of rows and returns how many it changed
  /// @return how many rows in all
  public long untilDone(String part, LongUnaryOperator batch) {
    long done = 0;
    try {
      long now;
      do {
        now = batch.applyAsLong(size);
        done += now;
      } while (now == size);
    } catch (RuntimeException e) {
      failed++;
      endedEarly(part, done, e);
    }
    return done;
  }

  /// [#forEachPaged(String, Function, Function, Predicate)] for rows whose key is a UUID.
  public long forEachPaged(String part, Function<UUID, List<UUID>> page, Predicate<UUID> work) {
    return forEachPaged(part, page, UnaryOperator.identity(), work);
  }

  /// Does something with each row, in the order of the keys.
  ///
  /// @param page the next rows after a key, by key; fewer than a batch when there are no more
  /// @param work returns whether there was still something to do. An [IllegalStateException]
  ///   concerns this row alone; other exceptions may mean that storage is unavailable
  /// @return for how many rows there was something to do
  public <T> long forEachPaged(
      String part, Function<UUID, List<T>> page, Function<T, UUID> key, Predicate<T> work) {
    long done = 0;
    long notDone = 0;
    int inARow = 0;
    UUID after = FIRST;
    try {
      List<T> found;
      do {
        found = page.apply(after);
        for (T next : found) {
          after = key.apply(next);
          try {
            done += work.test(next) ? 1 : 0;
            inARow = 0;
          } catch (RuntimeException e) {
            notDone++;
            inARow = e instanceof IllegalStateException ? 0 : inARow + 1;
            if (inARow == MOST_IN_A_ROW) {
              throw e;
            }
          }
        }
      } while (found.size() == size);
      if (notDone > 0) {
        LOG.error("{}, {}: {} done, {} failed and are tried again", job, part, done, notDone);
      }
    } catch (RuntimeException e) {
      notDone = Math.max(notDone, 1);
      endedEarly(part, done, e);
    }
    failed += notDone;
    return done;
  }

  private void endedEarly(String part, long done, RuntimeException e) {
    LOG.error(
        "{}, {}: ended early after {} and goes on with the next run: {}",
        job,
        part,
        done,
        e.getClass().getSimpleName());
  }
}
