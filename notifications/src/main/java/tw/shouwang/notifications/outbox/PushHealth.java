package tw.shouwang.notifications.outbox;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.reactivestreams.Publisher;
import tw.shouwang.notifications.PushState;

/// Reports the state of pushing in readiness. The status is always up: a node whose pushes wait
/// still serves people, and no other node would send them sooner.
@Singleton
@Readiness
@Requires(beans = PushWorker.class)
final class PushHealth implements HealthIndicator {

  private final PushServices services;

  PushHealth(PushServices services) {
    this.services = services;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("state", word(services.state()));
    services.states().forEach((service, state) -> details.put(service, word(state)));
    return Publishers.just(HealthResult.builder("push", HealthStatus.UP).details(details).build());
  }

  private static String word(PushState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
