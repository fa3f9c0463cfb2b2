package tw.shouwang.api.intake.figures;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.process.InPublicProcess;

/// The published figures of past months. Only one request at a time reads the database; the others,
/// and all requests while the database is unavailable, get what this node read last.
@Singleton
@Requires(condition = InPublicProcess.class)
class PublishedFigures {

  /// Enough for two years of several centres.
  private static final int MOST = 100;

  private static final long PATIENCE_SECONDS = 2;

  private final FigureRepository repository;
  private final AtomicReference<@Nullable List<PublishedRow>> known = new AtomicReference<>();
  private final ReentrantLock reading = new ReentrantLock();

  PublishedFigures(FigureRepository repository) {
    this.repository = repository;
  }

  /// May block as long as a query may.
  ///
  /// @throws HttpStatusException 503, if nothing was read yet and the database does not answer
  List<PublishedRow> rows() {
    List<PublishedRow> last = known.get();
    if (!isMyTurn(last == null ? PATIENCE_SECONDS : 0)) {
      return orUnavailable(last);
    }
    try {
      List<PublishedRow> rows = List.copyOf(repository.published(MOST));
      known.set(rows);
      return rows;
    } catch (RuntimeException e) {
      return orUnavailable(last);
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

  private static List<PublishedRow> orUnavailable(@Nullable List<PublishedRow> last) {
    if (last == null) {
      throw new HttpStatusException(HttpStatus.SERVICE_UNAVAILABLE, "the database is unavailable");
    }
    return last;
  }
}
