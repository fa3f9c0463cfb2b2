package tw.shouwang.api.cases.retention;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.NightlyJobs;
import tw.shouwang.api.process.ProcessRoles;

/// Runs [RetentionRun] every night, and [NightlyRewrite] where the owner's password is known; else
/// the command `rewrite` does that.
@Singleton
@Requires(notEnv = Environments.COMMAND)
class RetentionJob {

  private static final Logger LOG = LoggerFactory.getLogger(RetentionJob.class);

  private final RetentionRun retention;
  private final NightlyRewrite rewrite;
  private final ProcessRoles roles;
  private final NightlyJobs jobs;

  RetentionJob(
      RetentionRun retention, NightlyRewrite rewrite, ProcessRoles roles, NightlyJobs jobs) {
    this.jobs = jobs;
    this.retention = retention;
    this.rewrite = rewrite;
    this.roles = roles;
  }

  @Scheduled(cron = "0 30 3 * * *", zoneId = "Asia/Taipei")
  void run() {
    if (!roles.isPublic()) {
      return;
    }
    jobs.run(
        "retention",
        () -> {
          RetentionRun.Report report = retention.run();
          LOG.info(
              "retention: warned of {}, closed {}, erased {}, receipts forgotten {}, wraps moved"
                  + " {}, storage keys destroyed {}, left by erasures and mended {}, failed {}",
              report.warned(),
              report.closed(),
              report.erased(),
              report.receiptsForgotten(),
              report.wrapsMoved(),
              report.weeksDestroyed().size(),
              report.mended(),
              report.failed());
        });
    if (rewrite.isPossible()) {
      jobs.run(NightlyRewrite.JOB, rewrite::runWhole);
    }
  }
}
