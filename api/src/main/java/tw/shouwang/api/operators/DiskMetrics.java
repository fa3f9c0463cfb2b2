package tw.shouwang.api.operators;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import java.io.IOException;
import java.nio.file.Path;
import tw.shouwang.api.process.Environments;

/// Shows in the gauge `shouwang.disk.free.gib` how much room there is in each folder that this node
/// writes to.
@Context
@Requires(beans = MeterRegistry.class)
@Requires(notEnv = Environments.COMMAND)
final class DiskMetrics {

  DiskMetrics(NodeFolders folders, MeterRegistry metrics) {
    folders
        .all()
        .forEach((name, folder) ->
            Gauge.builder("shouwang.disk.free.gib", folder, DiskMetrics::freeGib)
                .description("Free space in whole GiB, by what the folder is for")
                .tag("folder", name)
                .strongReference(true)
                .register(metrics));
  }

  /// Not a number where the folder cannot be looked at.
  private static double freeGib(Path folder) {
    try {
      return NodeFolders.freeGib(folder);
    } catch (IOException e) {
      return Double.NaN;
    }
  }
}
