package tw.shouwang.api.process;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.aggregator.DefaultHealthAggregator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.runtime.ApplicationConfiguration;
import jakarta.inject.Singleton;
import java.util.List;

/// A part that is `DEGRADED` makes the whole node so, unless something is down: Micronaut alone
/// would say `UP`. The node answers on, and readiness stays 200.
@Singleton
@Replaces(DefaultHealthAggregator.class)
public class Degradation extends DefaultHealthAggregator {

  /// The node serves, but not all of it.
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
