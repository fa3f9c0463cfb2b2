package tw.shouwang.api.watches;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import tw.shouwang.api.process.Degradation;

/// Reports which watches fail and since when, as a gauge in seconds and as a health detail. A node
/// with failing watches stays ready, because everything else works.
///
/// Both show failures only: the number of subscribers would reveal when a sender opens their app.
@Singleton
@Readiness
public final class WatchHealth implements HealthIndicator {

  private static final String NAME = "watches";

  private final @Nullable MeterRegistry metrics;
  private final List<PollingWatch<?, ?>> watches = new CopyOnWriteArrayList<>();

  WatchHealth(@Nullable MeterRegistry metrics) {
    this.metrics = metrics;
  }

  /// @return the same watch
  public <K, V> PollingWatch<K, V> shown(PollingWatch<K, V> watch) {
    watches.add(watch);
    if (metrics != null) {
      Gauge.builder("shouwang.watch.behind.seconds", watch, WatchHealth::secondsBehind)
          .description("For how long a watch has not been able to look; 0 when it is")
          .tag("watch", watch.name())
          .register(metrics);
    }
    return watch;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    Map<String, Object> details = new TreeMap<>();
    boolean behind = false;
    for (PollingWatch<?, ?> watch : watches) {
      details.put(watch.name(), watch.behind().map(Duration::toString).orElse("up to date"));
      behind |= watch.behind().isPresent();
    }
    return Publishers.just(
        HealthResult.builder(NAME, behind ? Degradation.DEGRADED : HealthStatus.UP)
            .details(details)
            .build());
  }

  private static double secondsBehind(PollingWatch<?, ?> watch) {
    return watch.behind().map(Duration::toSeconds).orElse(0L);
  }
}
