package tw.shouwang.api.cases.retention;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Goes through more cases than one statement may take at once, in the order of their keys. A case
/// that fails is counted and passed by, so that it does not keep all others waiting night after
/// night; many in a row mean that storage is away, and end the part.
final class Batches {

  private static final Logger LOG = LoggerFactory.getLogger(Batches.class);
  private static final int MOST_IN_A_ROW = 10;
  private static final UUID FIRST = new UUID(0, 0);

  private final int size;
  private long failed;

  Batches(int size) {
    this.size = size;
  }

  long failed() {
    return failed;
  }

  /// @param batch does up to so many, and answers how many it did
  /// @return how many in all
  long whole(String what, LongUnaryOperator batch) {
    long done = 0;
    try {
      long now;
      do {
        now = batch.applyAsLong(size);
        done += now;
      } while (now == size);
    } catch (RuntimeException e) {
      failed++;
      brokeOff(what, done, e);
    }
    return done;
  }

  long each(String what, Function<UUID, List<UUID>> page, Consumer<UUID> work) {
    return each(what, page, UnaryOperator.identity(), work);
  }

  /// @param page the next ones after a key, by key; fewer than a batch when there are no more
  /// @return how many were done
  <T> long each(
      String what, Function<UUID, List<T>> page, Function<T, UUID> key, Consumer<T> work) {
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
            work.accept(next);
            done++;
            inARow = 0;
          } catch (RuntimeException e) {
            notDone++;
            // That a key is missing says nothing about the next case.
            inARow = e instanceof IllegalStateException ? 0 : inARow + 1;
            if (inARow == MOST_IN_A_ROW) {
              throw e;
            }
          }
        }
      } while (found.size() == size);
      if (notDone > 0) {
        LOG.error("retention, {}: {} done, {} failed and are tried again", what, done, notDone);
      }
    } catch (RuntimeException e) {
      notDone = Math.max(notDone, 1);
      brokeOff(what, done, e);
    }
    failed += notDone;
    return done;
  }

  private static void brokeOff(String what, long done, RuntimeException e) {
    LOG.error(
        "retention, {}: broke off after {} and goes on with the next run: {}",
        what,
        done,
        e.getClass().getSimpleName());
  }
}
