package tw.shouwang.api.directory.search;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.process.InPublicProcess;
import tw.shouwang.foundation.TaiwanTime;

/// Counts by month the searches with a text, and those that found nothing. Neither texts nor areas
/// are stored. A cached answer is not counted again. Without a database the counts wait in memory,
/// and are lost if the node stops.
@Singleton
public class SearchCounter {

  private static final Logger LOG = LoggerFactory.getLogger(SearchCounter.class);

  private final AtomicLong searches = new AtomicLong();
  private final AtomicLong withoutResult = new AtomicLong();

  public void count(int found) {
    searches.incrementAndGet();
    if (found == 0) {
      withoutResult.incrementAndGet();
    }
  }

  /// Adds the counts of one node to the table, once a minute.
  @Singleton
  @Requires(condition = InPublicProcess.class)
  static class Keeper {

    private final SearchCounter counter;
    private final SearchCountRepository table;
    private final InstantSource clock;

    Keeper(SearchCounter counter, SearchCountRepository table, InstantSource clock) {
      this.counter = counter;
      this.table = table;
      this.clock = clock;
    }

    @Scheduled(initialDelay = "1m", fixedDelay = "1m")
    @PreDestroy
    void keep() {
      long searches = counter.searches.getAndSet(0);
      long withoutResult = counter.withoutResult.getAndSet(0);
      if (searches == 0) {
        return;
      }
      try {
        LocalDate today = TaiwanTime.today(clock);
        table.add(today.withDayOfMonth(1), searches, withoutResult);
      } catch (RuntimeException e) {
        counter.searches.addAndGet(searches);
        counter.withoutResult.addAndGet(withoutResult);
        LOG.warn("searches are counted in memory: {}", e.getClass().getSimpleName());
      }
    }
  }
}
