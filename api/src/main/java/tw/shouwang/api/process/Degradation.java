package tw.shouwang.api.process;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.aggregator.DefaultHealthAggregator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.runtime.ApplicationConfiguration;
import jakarta.inject.Singleton;
import java.util.List;

/// Reports the node as `DEGRADED` if a part is, unless a part is down. Micronaut alone would report
/// `UP`. The node still answers, and readiness stays 200.
@Singleton
@Replaces(DefaultHealthAggregator.class)
public class Degradation extends DefaultHealthAggregator {

  /// The node serves some but not all of its functions.
  public static final HealthStatus DEGRADED = new HealthStatus("DEGRADED", null, true, 500);

  Degradation(ApplicationConfiguration application) {
    super(application);
  }

  @Override
  protected HealthStatus calculateOverallStatus(List<HealthResult> results) {
    HealthStatus status = super.calculateOverallStatus(results);
    return status.equals(HealthStatus.UP)
            && results.stream().anyMatch(part -> part.getStatus().equals(DEGRADED))
        ? DEGRADED
        : status;
  }
}
