package tw.shouwang.api.directory.storage;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.endpoint.health.HealthEndpoint;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import java.util.List;
import java.util.Map;
import org.reactivestreams.Publisher;
import tw.shouwang.api.process.Environments;

/// Reports whether this node serves the newest stored revision, with all rows. The node stays ready
/// either way, because an older directory is better than none.
@Context
@Readiness
@Requires(beans = {MeterRegistry.class, HealthEndpoint.class})
@Requires(notEnv = Environments.COMMAND)
class RevisionWatch implements HealthIndicator {

  private static final int MOST_NAMED = 20;

  private final SnapshotLoader loader;

  RevisionWatch(SnapshotLoader loader, MeterRegistry metrics) {
    this.loader = loader;
    Gauge.builder("shouwang.directory.behind", loader, SnapshotLoader::behind)
        .description("Revisions by which the served directory is behind the stored one")
        .register(metrics);
    Gauge.builder("shouwang.directory.left.out", loader, each -> each.leftOut().size())
        .description("Rows of the directory that this version does not understand")
        .register(metrics);
  }

  @Override
  public Publisher<HealthResult> getResult() {
    List<String> leftOut = loader.leftOut();
    return Publishers.just(
        HealthResult.builder("directory-revision", HealthStatus.UP)
            .details(
                Map.of(
                    "behind",
                    loader.behind(),
                    "leftOut",
                    leftOut.size(),
                    "leftOutRows",
                    leftOut.stream().limit(MOST_NAMED).toList()))
            .build());
  }
}
