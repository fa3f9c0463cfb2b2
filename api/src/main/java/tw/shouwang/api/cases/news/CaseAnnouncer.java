package tw.shouwang.api.cases.news;

import io.micronaut.data.event.listeners.PostPersistEventListener;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.support.TransactionSynchronization;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.records.CaseEventKind;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.cases.records.EventRow;

/// Tells all nodes that there is news of some case, without saying of which, so that open streams
/// look at once.
///
/// Every new line of a timeline comes by here; its news go out after the commit, in a transaction
/// of their own, at most ten times a second: NOTIFY takes a lock on the whole database until its
/// transaction ends. Only a hint: what is lost is found by the next regular look. A case that has
/// just been received is no news, because nobody can watch it yet.
@Singleton
public class CaseAnnouncer implements PostPersistEventListener<EventRow> {

  static final String CHANNEL = "case_news";

  private static final Duration PAUSE = Duration.ofMillis(100);

  // Providers, because both need every listener of entities, and this is one.
  private final Provider<TransactionOperations<Connection>> transactions;
  private final Provider<CaseRepository> cases;
  private final Semaphore news = new Semaphore(0);
  private @Nullable Thread thread;
  private volatile boolean stopped;

  CaseAnnouncer(
      Provider<TransactionOperations<Connection>> transactions, Provider<CaseRepository> cases) {
    this.transactions = transactions;
    this.cases = cases;
  }

  @Override
  public void postPersist(EventRow event) {
    if (event.kind() != CaseEventKind.RECEIVED) {
      announceAfterCommit();
    }
  }

  /// Inside a transaction; where there is none, announces now.
  public void announceAfterCommit() {
    var transaction = transactions.get().findTransactionStatus();
    if (transaction.isEmpty()) {
      announce();
      return;
    }
    transaction
        .get()
        .registerSynchronization(
            new TransactionSynchronization() {
              @Override
              public void afterCommit() {
                announce();
              }
            });
  }

  private synchronized void announce() {
    news.release();
    if (thread == null && !stopped) {
      thread = Thread.ofVirtual().name("case-announcer").start(this::run);
    }
  }

  private void run() {
    try {
      while (!stopped) {
        news.acquire();
        news.drainPermits();
        notifyQuietly();
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void notifyQuietly() {
    try {
      cases.get().announceNews();
    } catch (RuntimeException e) {
      // Only a hint: storage that is away announces nothing, and every node looks anyway.
    }
  }

  @PreDestroy
  synchronized void stop() {
    stopped = true;
    if (thread != null) {
      thread.interrupt();
    }
  }
}
