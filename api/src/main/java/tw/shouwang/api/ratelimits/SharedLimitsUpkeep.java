package tw.shouwang.api.ratelimits;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.api.process.NightlyJobs;

/// Deletes full buckets every few hours, so that no row shows who was once active.
@Singleton
@Requires(condition = InStaffProcess.class)
@Requires(notEnv = Environments.COMMAND)
class SharedLimitsUpkeep {

  private final SharedLimits limits;

  private final NightlyJobs jobs;

  SharedLimitsUpkeep(SharedLimits limits, NightlyJobs jobs) {
    this.jobs = jobs;
    this.limits = limits;
  }

  @Scheduled(initialDelay = "10m", fixedDelay = "6h")
  void run() {
    jobs.run("shared-limits", limits::removeExpired);
  }
}
