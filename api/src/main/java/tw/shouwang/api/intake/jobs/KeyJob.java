package tw.shouwang.api.intake.jobs;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.LocalDate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.cases.sealing.CentreKeySchedule;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.intake.audit.AuditAction;
import tw.shouwang.api.intake.audit.AuditTrail;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.api.process.NightlyJobs;
import tw.shouwang.foundation.TaiwanTime;

/// Runs the key schedule of the centres that are served here, every night, on one staff node, and
/// records what was done in each centre's audit trail. All staff nodes share one key folder.
@Singleton
@Requires(condition = InStaffProcess.class)
@Requires(notEnv = Environments.COMMAND)
class KeyJob {

  private static final Logger LOG = LoggerFactory.getLogger(KeyJob.class);

  /// The actor in the audit trail.
  private static final String SCHEDULE = "(schedule)";

  private final CentreKeySchedule schedule;
  private final NightlyJobs jobs;
  private final JobClaims claims;
  private final AuditTrail trail;
  private final Directory directory;
  private final InstantSource clock;

  KeyJob(
      CentreKeySchedule schedule,
      NightlyJobs jobs,
      JobClaims claims,
      AuditTrail trail,
      Directory directory,
      InstantSource clock) {
    this.schedule = schedule;
    this.jobs = jobs;
    this.claims = claims;
    this.trail = trail;
    this.directory = directory;
    this.clock = clock;
  }

  @Scheduled(cron = "0 15 2 * * *", zoneId = "Asia/Taipei")
  void run() {
    LocalDate today = TaiwanTime.today(clock);
    for (String centre : schedule.served(directory.centres())) {
      String job = "keys-" + centre;
      jobs.run(job, () -> claims.claim(job, today) > 0, () -> run(centre));
    }
  }

  void run(String centre) {
    CentreKeySchedule.Done done = schedule.run(centre);
    if (done.made() || done.moved() > 0) {
      trail.record(SCHEDULE, centre, AuditAction.KEYS_ROTATED, null);
    }
    for (int generation : done.destroyed()) {
      trail.record(SCHEDULE, centre, AuditAction.KEYS_DESTROYED, null);
      LOG.info("destroyed generation {} of {}", generation, centre);
    }
    if (done.unopened() > 0) {
      LOG.error(
          "{} cases of {} do not open with their key: they stay, and so does the key",
          done.unopened(),
          centre);
    }
    LOG.info("keys of {}: new generation {}, cases moved {}", centre, done.made(), done.moved());
  }
}
