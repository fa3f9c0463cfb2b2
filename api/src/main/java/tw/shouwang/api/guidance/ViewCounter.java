package tw.shouwang.api.guidance;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.process.InPublicProcess;
import tw.shouwang.foundation.TaiwanTime;

/// Counts by month how often the guide and the three steps are asked for: the plan wants to know
/// how many citizens learn to help (1-2-3) and to prevent suicide (1-2-4). Views are counted and
/// not people, since nobody is told apart. A cached answer is not counted again. Without a database
/// the counts wait in memory, and are lost if the node stops.
@Singleton
class ViewCounter {

  private static final Logger LOG = LoggerFactory.getLogger(ViewCounter.class);

  private final AtomicLongArray views = new AtomicLongArray(View.values().length);

  void count(View view) {
    views.incrementAndGet(view.ordinal());
  }

  /// Counts one answer of the guide.
  void countGuide(List<ChannelAdvice> advised) {
    count(View.GUIDE);
    if (advised.stream().map(ChannelAdvice::code).anyMatch(GuideRules.SUICIDE_PREVENTION::equals)) {
      count(View.SUICIDE_PREVENTION);
    }
  }

  /// Adds the counts of one node to the table, once a minute.
  @Singleton
  @Requires(condition = InPublicProcess.class)
  static class Keeper {

    private final ViewCounter counter;
    private final ViewCountRepository table;
    private final InstantSource clock;

    Keeper(ViewCounter counter, ViewCountRepository table, InstantSource clock) {
      this.counter = counter;
      this.table = table;
      this.clock = clock;
    }

    @Scheduled(initialDelay = "1m", fixedDelay = "1m")
    @PreDestroy
    void keep() {
      for (View view : View.values()) {
        long since = counter.views.getAndSet(view.ordinal(), 0);
        if (since == 0) {
          continue;
        }
        try {
          table.add(TaiwanTime.today(clock).withDayOfMonth(1), view.name(), since);
        } catch (RuntimeException e) {
          counter.views.addAndGet(view.ordinal(), since);
          LOG.warn("views are counted in memory: {}", e.getClass().getSimpleName());
        }
      }
    }
  }
}
