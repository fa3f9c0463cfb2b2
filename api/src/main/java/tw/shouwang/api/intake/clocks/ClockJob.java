package tw.shouwang.api.intake.clocks;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.directory.entries.Centre;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.api.process.NightlyJobs;
import tw.shouwang.foundation.Alarm;

/// Checks the clocks every few seconds, on every staff node. Nothing is remembered between two
/// runs, so after a node's death the next run finds everything.
@Singleton
@Requires(condition = InStaffProcess.class)
@Requires(notEnv = Environments.COMMAND)
class ClockJob {

  private static final Logger LOG = LoggerFactory.getLogger(ClockJob.class);

  private final CaseClocks clocks;
  private final Directory directory;
  private final NightlyJobs jobs;
  private final Alarm alarm;

  ClockJob(CaseClocks clocks, Directory directory, NightlyJobs jobs, InstantSource clock) {
    this.clocks = clocks;
    this.directory = directory;
    this.jobs = jobs;
    this.alarm = new Alarm(LOG, clock);
  }

  /// Runs both parts even if one fails, because running clocks do not depend on new ones.
  @Scheduled(initialDelay = "5s", fixedDelay = "5s")
  void look() {
    attempt(clocks::startNew);
    attempt(clocks::lookAtDue);
  }

  private void attempt(Runnable half) {
    try {
      half.run();
    } catch (RuntimeException e) {
      alarm.warn("the clocks are looked at again in a moment: {}", e.getClass().getSimpleName());
    }
  }

  @Scheduled(cron = "0 0 9 * * *", zoneId = "Asia/Taipei")
  void tellOfClosing() {
    for (Centre centre : directory.centres()) {
      jobs.run("closing-" + centre.code(), () -> clocks.tellOfClosing(centre.code()));
    }
  }
}
