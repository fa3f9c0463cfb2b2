package tw.shouwang.api.devices;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.InPublicProcess;
import tw.shouwang.api.process.NightlyJobs;

/// Deletes devices after their last day; no push is sent to them after it in any case.
@Singleton
@Requires(condition = InPublicProcess.class)
@Requires(notEnv = Environments.COMMAND)
final class VaultUpkeep {

  private final DeviceVault vault;

  private final NightlyJobs jobs;

  VaultUpkeep(DeviceVault vault, NightlyJobs jobs) {
    this.jobs = jobs;
    this.vault = vault;
  }

  @Scheduled(initialDelay = "5m", fixedDelay = "6h")
  void run() {
    jobs.run("vault", vault::removeExpired);
  }
}
