package tw.shouwang.api.intake.handover;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.api.process.NightlyJobs;

/// Deletes expired exports.
@Singleton
@Requires(condition = InStaffProcess.class)
@Requires(notEnv = Environments.COMMAND)
class ExportUpkeep {

  private final ExportRepository exports;
  private final NightlyJobs jobs;
  private final InstantSource clock;

  ExportUpkeep(ExportRepository exports, NightlyJobs jobs, InstantSource clock) {
    this.exports = exports;
    this.jobs = jobs;
    this.clock = clock;
  }

  @Scheduled(initialDelay = "10m", fixedDelay = "6h")
  void run() {
    jobs.run("exports", () -> exports.removeExpired(clock.instant().minus(Duration.ofDays(1))));
  }
}
