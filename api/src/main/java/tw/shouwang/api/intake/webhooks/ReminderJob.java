package tw.shouwang.api.intake.webhooks;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.foundation.Alarm;

/// Sends the reminders of a quarter hour when it is over. Every staff node looks; one of them takes
/// and sends them.
@Singleton
@Requires(condition = InStaffProcess.class)
@Requires(notEnv = Environments.COMMAND)
class ReminderJob {

  private static final Logger LOG = LoggerFactory.getLogger(ReminderJob.class);

  private final Webhooks webhooks;
  private final Alarm alarm;

  ReminderJob(Webhooks webhooks, InstantSource clock) {
    this.webhooks = webhooks;
    this.alarm = new Alarm(LOG, clock);
  }

  @Scheduled(initialDelay = "7s", fixedDelay = "20s")
  void run() {
    try {
      webhooks.sendReminders();
    } catch (RuntimeException e) {
      alarm.warn("reminders are sent in a moment: {}", e.getClass().getSimpleName());
    }
  }
}
