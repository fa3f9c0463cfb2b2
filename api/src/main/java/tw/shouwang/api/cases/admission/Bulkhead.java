package tw.shouwang.api.cases.admission;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import tw.shouwang.api.cases.records.CasesSettings;
import tw.shouwang.api.cases.records.Urgency;

/// Keeps a share of this node for people in immediate danger: a flood of other submissions cannot
/// take it, and above their own ceiling they hear within a second that they should call.
@Singleton
public class Bulkhead {

  /// What to tell somebody there was no room for.
  public static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private static final Duration PATIENCE = Duration.ofMillis(800);

  private final Semaphore danger;
  private final Semaphore others;

  Bulkhead(CasesSettings settings) {
    this.danger = new Semaphore(settings.dangerSlots(), true);
    this.others = new Semaphore(settings.otherSlots(), true);
  }

  /// How many wait that are in no immediate danger.
  int waiting() {
    return others.getQueueLength();
  }

  /// What the work gave, or nothing when there was no room for it.
  public <T> Optional<T> enter(Urgency urgency, Callable<T> work) throws Exception {
    Semaphore share = urgency == Urgency.IMMEDIATE_DANGER ? danger : others;
    try {
      if (!share.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return Optional.empty();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    try {
      return Optional.of(work.call());
    } finally {
      share.release();
    }
  }
}
