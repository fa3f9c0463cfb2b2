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

/// Looks at the clocks every few seconds, on every staff node. Nothing is remembered between two
/// looks, so a node that dies has missed nothing that the next look does not find.
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

  /// Both halves are tried: the clocks that run do not depend on those that begin.
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
