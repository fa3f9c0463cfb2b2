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
import org.reactivestreams.Publisher;
import tw.shouwang.api.process.Degradation;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.InPublicProcess;

/// Reports that a public node does not have this week's storage key of the other nodes. Such a node
/// seals with the newest key that all share, and cannot show what the others store this week.
@Context
@Readiness
@Requires(beans = HealthEndpoint.class)
@Requires(notEnv = Environments.COMMAND)
@Requires(condition = InPublicProcess.class)
class KeyReadiness implements HealthIndicator {

  private final StorageKeys storage;

  KeyReadiness(StorageKeys storage) {
    this.storage = storage;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    boolean shared = storage.isShared();
    return Publishers.just(
        HealthResult.builder("keys", shared ? HealthStatus.UP : Degradation.DEGRADED)
            .details(Map.of("shared", shared))
            .build());
  }
}
