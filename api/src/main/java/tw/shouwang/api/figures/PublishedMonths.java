package tw.shouwang.api.figures;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.process.InPublicProcess;

/// The published figures of past months. Only one request at a time reads the database; the others,
/// and all requests while the database is unavailable, get what this node read last.
@Singleton
@Requires(condition = InPublicProcess.class)
class PublishedMonths {

  /// Two years of two centres.
  private static final int MOST = 48;

  private static final long PATIENCE_SECONDS = 2;

  private final PublishedMonthRepository repository;
  private final AtomicReference<@Nullable List<PublishedMonth>> known = new AtomicReference<>();
  private final ReentrantLock reading = new ReentrantLock();

  PublishedMonths(PublishedMonthRepository repository) {
    this.repository = repository;
  }

  /// The newest month first; empty if nothing was read yet and the database does not answer. May
  /// block as long as a query may.
  Optional<List<PublishedMonth>> rows() {
    List<PublishedMonth> last = known.get();
    if (!isMyTurn(last == null ? PATIENCE_SECONDS : 0)) {
      return Optional.ofNullable(last);
    }
    try {
      List<PublishedMonth> rows = List.copyOf(repository.published(MOST));
      known.set(rows);
      return Optional.of(rows);
    } catch (RuntimeException e) {
      return Optional.ofNullable(last);
    } finally {
      reading.unlock();
    }
  }

  private boolean isMyTurn(long seconds) {
    try {
      return reading.tryLock(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
