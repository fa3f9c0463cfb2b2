package tw.shouwang.api.cases.admission;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import tw.shouwang.api.cases.records.CasesSettings;

/// Submission load relative to the free rate, from the submissions per second and the requests that
/// wait; 1.0 is where proof of work starts.
@Singleton
public class Load {

  private static final long WINDOW_MILLIS = 10_000;

  private static final int QUEUES_PER_SLOT = 4;

  private final CasesSettings settings;
  private final Bulkhead bulkhead;
  private final InstantSource clock;
  private long windowStart;
  private long current;
  private long previous;

  Load(CasesSettings settings, Bulkhead bulkhead, InstantSource clock) {
    this.settings = settings;
    this.bulkhead = bulkhead;
    this.clock = clock;
    this.windowStart = clock.millis();
  }

  /// Counts one new submission.
  public synchronized void note() {
    turn();
    current++;
  }

  /// The load; from 1.0 on, submissions need proof of work.
  synchronized double pressure() {
    turn();
    double elapsed = clock.millis() - windowStart;
    double weighted = current + previous * Math.max(0, 1 - elapsed / WINDOW_MILLIS);
    double rate = weighted / (settings.freePerSecond() * (WINDOW_MILLIS / 1_000.0));
    double queue = bulkhead.waiting() / (double) (settings.otherSlots() * QUEUES_PER_SLOT);
    return Math.max(rate, queue);
  }

  private void turn() {
    long passed = clock.millis() - windowStart;
    if (passed >= WINDOW_MILLIS) {
      previous = passed < 2 * WINDOW_MILLIS ? current : 0;
      current = 0;
      windowStart += passed / WINDOW_MILLIS * WINDOW_MILLIS;
    }
  }
}
