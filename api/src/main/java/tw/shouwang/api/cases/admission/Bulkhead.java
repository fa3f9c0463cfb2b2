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
import tw.shouwang.api.database.DividedConnections.Share;

/// Divides the database connections of this node: for people in immediate danger, for everybody
/// else's reports and messages, for reading. Nobody takes a connection without a place, so a flood
/// of one kind cannot take what another is promised; without a place they hear within a second that
/// they should call.
@Singleton
public class Bulkhead {

  /// What to tell somebody there was no room for.
  public static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  /// How many messages look up their receipt at once: until then nobody knows whether one is about
  /// danger, so they do it on danger's connections.
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

  /// How many wait that are in no immediate danger.
  int waiting() {
    return others.getQueueLength();
  }

  /// What the work of a report or message gave, or nothing when there was no room for it.
  public <T> Optional<T> enter(Urgency urgency, Callable<T> work) throws Exception {
    return urgency == Urgency.IMMEDIATE_DANGER
        ? within(danger, Share.DANGER, work)
        : within(others, Share.SENDERS, work);
  }

  /// The same for finding out to which case a message belongs.
  public <T> Optional<T> lookUp(Callable<T> work) throws Exception {
    return within(lookUps, Share.DANGER, work);
  }

  /// The same for whatever only reads.
  public <T> Optional<T> read(Callable<T> work) throws Exception {
    return within(reads, Share.SENDERS, work);
  }

  private static <T> Optional<T> within(Semaphore places, Share share, Callable<T> work)
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
      return Optional.of(DividedConnections.use(share, work));
    } finally {
      places.release();
    }
  }
}
