package tw.shouwang.api.cases.news;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.cases.records.NewsRow;

/// Looks for the news of every open stream of this node with one question for all of them: on its
/// own every few seconds, soon after a notice, and for a new stream at once. Storage that is away
/// is waited for.
final class NewsWatch {

  private static final Logger LOG = LoggerFactory.getLogger(NewsWatch.class);
  private static final int MOST_AT_ONCE = 1_000;

  /// However many notices come, looking at all streams takes no more than this part of the time.
  private static final int SHARE = 10;

  private static final Duration SHORTEST = Duration.ofMillis(100);

  private final CaseRepository cases;
  private final Collection<CaseNewsStream.Reader> readers;
  private final Duration every;
  private final Queue<CaseNewsStream.Reader> fresh = new ConcurrentLinkedQueue<>();
  private final Semaphore bell = new Semaphore(0);
  private volatile boolean noticed;
  private volatile boolean stopped;
  private @Nullable Thread thread;
  private long lookedAt = System.nanoTime();
  private Duration took = Duration.ZERO;
  private boolean away;

  NewsWatch(CaseRepository cases, Collection<CaseNewsStream.Reader> readers, Duration every) {
    this.cases = cases;
    this.readers = readers;
    this.every = every;
  }

  synchronized void start(CaseNewsStream.Reader reader) {
    fresh.add(reader);
    bell.release();
    if (thread == null && !stopped) {
      thread = Thread.ofVirtual().name("case-news").start(this::run);
    }
  }

  void lookSoon() {
    noticed = true;
    bell.release();
  }

  synchronized void stop() {
    stopped = true;
    if (thread != null) {
      thread.interrupt();
    }
  }

  private void run() {
    while (!stopped) {
      try {
        if (bell.tryAcquire(untilNext().toMillis(), TimeUnit.MILLISECONDS)) {
          bell.drainPermits();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      lookQuietly();
    }
  }

  private void lookQuietly() {
    try {
      List<CaseNewsStream.Reader> added = new ArrayList<>();
      for (CaseNewsStream.Reader each = fresh.poll(); each != null; each = fresh.poll()) {
        added.add(each);
      }
      if (untilNext().isPositive()) {
        look(added);
      } else {
        noticed = false;
        lookedAt = System.nanoTime();
        look(List.copyOf(readers));
        took = Duration.ofNanos(System.nanoTime() - lookedAt);
      }
      away = false;
    } catch (RuntimeException e) {
      // Whoever was not looked at stays open and is looked at with all the others.
      if (!away) {
        LOG.warn("news wait until storage is back");
      }
      away = true;
    }
  }

  private void look(List<CaseNewsStream.Reader> some) {
    for (int from = 0; from < some.size(); from += MOST_AT_ONCE) {
      List<CaseNewsStream.Reader> part =
          some.subList(from, Math.min(some.size(), from + MOST_AT_ONCE));
      Map<String, NewsRow> found = new HashMap<>();
      cases
          .news(String.join(",", CaseNewsStream.Reader.hashes(part)))
          .forEach(row -> found.put(row.hash(), row));
      part.forEach(reader -> reader.take(found::get));
    }
  }

  /// How long until all streams are to be looked at; zero when it is time.
  private Duration untilNext() {
    Duration pause = noticed ? afterNotice() : every;
    Duration left = pause.minusNanos(System.nanoTime() - lookedAt);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private Duration afterNotice() {
    Duration pause = took.multipliedBy(SHARE);
    if (pause.compareTo(SHORTEST) < 0) {
      pause = SHORTEST;
    }
    return pause.compareTo(every) < 0 ? pause : every;
  }
}
