package tw.shouwang.api.intake.clocks;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.cases.desk.Happenings;
import tw.shouwang.api.cases.records.HappeningRow;
import tw.shouwang.api.intake.answers.StorageOutage;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.foundation.Alarm;

/// Passes what senders did to their cases to [CaseCourse], every two seconds and on every staff
/// node. Nothing is remembered between two runs.
@Singleton
@Requires(condition = InStaffProcess.class)
@Requires(notEnv = Environments.COMMAND)
class HappeningJob {

  private static final Logger LOG = LoggerFactory.getLogger(HappeningJob.class);
  private static final int BATCH = 500;

  private final Happenings happenings;
  private final CaseCourse course;
  private final Alarm alarm;

  HappeningJob(Happenings happenings, CaseCourse course, InstantSource clock) {
    this.happenings = happenings;
    this.course = course;
    this.alarm = new Alarm(LOG, clock);
  }

  @Scheduled(initialDelay = "4s", fixedDelay = "2s")
  void run() {
    try {
      look();
    } catch (RuntimeException e) {
      alarm.warn(
          "senders' steps are looked at again in a moment: {}", e.getClass().getSimpleName());
    }
  }

  /// A failing happening does not delay the others; only an outage of storage ends the run.
  void look() {
    for (HappeningRow row : happenings.untold(BATCH)) {
      try {
        happenings.tell(row, (what, now) -> course.happened(what, now, now));
      } catch (RuntimeException e) {
        if (StorageOutage.isCauseOf(e)) {
          throw e;
        }
        alarm.warn("one step is looked at again in a moment: {}", e.getClass().getSimpleName());
      }
    }
  }
}
