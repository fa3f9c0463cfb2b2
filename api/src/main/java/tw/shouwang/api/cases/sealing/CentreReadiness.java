package tw.shouwang.api.cases.sealing;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.endpoint.health.HealthEndpoint;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.reactivestreams.Publisher;
import tw.shouwang.api.process.Degradation;
import tw.shouwang.api.process.Environments;

/// Names the centres that have joined but have no verification file and no setting on this node, so
/// that it takes no report for them. The node stays ready for the others.
@Context
@Readiness
@Requires(beans = HealthEndpoint.class)
@Requires(notEnv = Environments.COMMAND)
class CentreReadiness implements HealthIndicator {

  private final CentreKeyring keyring;

  CentreReadiness(CentreKeyring keyring) {
    this.keyring = keyring;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    Set<String> untold = keyring.untold();
    return Publishers.just(
        HealthResult.builder("centres", untold.isEmpty() ? HealthStatus.UP : Degradation.DEGRADED)
            .details(Map.of("notReady", new TreeSet<>(untold)))
            .build());
  }
}
