package tw.shouwang.api.cases.admission;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import tw.shouwang.api.cases.records.CasesSettings;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.database.DividedConnections;
import tw.shouwang.api.database.DividedConnections.ConnectionShare;

/// Divides this node's database connections into parts: for reports and messages of immediate
/// danger, for other reports and messages, and for reads. A request needs a place of its part
/// before it takes a connection, so a flood of one kind cannot use up another's connections. A
/// request that gets no place is answered within a second, with the advice to call.
@Singleton
public class Bulkhead {

  /// When a request that got no place should try again.
  public static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  /// How many messages may look up their receipt at once. Before the look-up nobody knows whether a
  /// message is about danger, so look-ups use danger's connections.
  public static final int LOOK_UPS = 2;

  private static final Duration PATIENCE = Duration.ofMillis(800);

  private final Semaphore danger;
  private final Semaphore lookUps = new Semaphore(LOOK_UPS, true);
  private final Semaphore others;
  private final Semaphore reads;

  Bulkhead(CasesSettings settings) {
    this.danger = new Semaphore(settings.dangerSlots(), true);
    this.others = new Semaphore(settings.otherSlots(), true);
    this.reads = new Semaphore(settings.readSlots(), true);
  }

  /// How many requests without immediate danger wait for a place.
  int waiting() {
    return others.getQueueLength();
  }

  /// Runs the work of a report or message; empty if there was no place for it.
  public <T> Optional<T> enter(Urgency urgency, Callable<T> work) throws Exception {
    return urgency == Urgency.IMMEDIATE_DANGER
        ? within(danger, ConnectionShare.DANGER, work)
        : within(others, ConnectionShare.SENDERS, work);
  }

  /// The same for the look-up of a message's case.
  public <T> Optional<T> lookUp(Callable<T> work) throws Exception {
    return within(lookUps, ConnectionShare.DANGER, work);
  }

  /// The same for work that only reads.
  public <T> Optional<T> read(Callable<T> work) throws Exception {
    return within(reads, ConnectionShare.SENDERS, work);
  }

  private static <T> Optional<T> within(Semaphore places, ConnectionShare share, Callable<T> work)
      throws Exception {
    try {
      if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return Optional.empty();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    try {
      return Optional.of(DividedConnections.use(share, work::call));
    } finally {
      places.release();
    }
  }
}
