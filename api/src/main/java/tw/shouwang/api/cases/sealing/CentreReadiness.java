package tw.shouwang.api.cases.sealing;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.endpoint.health.HealthEndpoint;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.micronaut.scheduling.annotation.Scheduled;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import tw.shouwang.api.process.Degradation;
import tw.shouwang.api.process.Environments;
import tw.shouwang.foundation.TaiwanTime;

/// Names the centres that have joined but have no verification file and no setting on this node, so
/// that it takes no report for them. The node stays ready for the others.
///
/// The gauge `shouwang.centre.key.days` shows, for each of the others, how many days the newest
/// generation that this node knows is still meant for; negative once it has ended. On its last day
/// it is 0, and the staff role's schedule makes the next one in that night.
@Context
@Readiness
@Requires(beans = HealthEndpoint.class)
@Requires(notEnv = Environments.COMMAND)
class CentreReadiness implements HealthIndicator {

  private final CentreKeyring keyring;

  private final InstantSource clock;
  private final @Nullable MultiGauge days;

  CentreReadiness(CentreKeyring keyring, InstantSource clock, @Nullable MeterRegistry metrics) {
    this.keyring = keyring;
    this.clock = clock;
    this.days =
        metrics == null
            ? null
            : MultiGauge.builder("shouwang.centre.key.days")
                .description("Days until the newest generation of a centre's key ends")
                .register(metrics);
  }

  @Scheduled(initialDelay = "1m", fixedDelay = "1m")
  void show() {
    if (days == null) {
      return;
    }
    LocalDate today = TaiwanTime.today(clock);
    List<MultiGauge.Row<?>> rows = new ArrayList<>();
    keyring
        .ends()
        .forEach((centre, end) ->
            rows.add(
                MultiGauge.Row.of(Tags.of("centre", centre), ChronoUnit.DAYS.between(today, end))));
    days.register(rows, true);
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
