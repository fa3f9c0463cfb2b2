package tw.shouwang.api.operators;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.diskspace.DiskSpaceIndicator;
import jakarta.inject.Singleton;
import java.io.File;
import java.util.Map;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/// The free space on the process's disk, in whole GiB: bytes would reveal exactly when something
/// was written.
@Singleton
@Replaces(DiskSpaceIndicator.class)
final class DiskHealth implements HealthIndicator {

  private static final String NAME = "diskSpace";
  private static final long GIB = 1L << 30;

  @Override
  public Publisher<HealthResult> getResult() {
    return Mono.fromCallable(DiskHealth::look);
  }

  private static HealthResult look() {
    File here = new File(".").getAbsoluteFile();
    long free = here.getUsableSpace() / GIB;
    return HealthResult.builder(NAME, free > 0 ? HealthStatus.UP : HealthStatus.DOWN)
        .details(Map.of("freeGiB", free, "totalGiB", here.getTotalSpace() / GIB))
        .build();
  }
}
