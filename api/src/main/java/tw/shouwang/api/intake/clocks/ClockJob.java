package tw.shouwang.api.intake.clocks;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.directory.entries.Centre;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.InStaffProcess;

/// Looks at the clocks every few seconds, on every staff node. Nothing is remembered between two
/// looks, so a node that dies has missed nothing that the next look does not find.
@Singleton
@Requires(condition = InStaffProcess.class)
@Requires(notEnv = Environments.COMMAND)
class ClockJob {

  private static final Logger LOG = LoggerFactory.getLogger(ClockJob.class);

  private final CaseClocks clocks;
  private final Directory directory;

  ClockJob(CaseClocks clocks, Directory directory) {
    this.clocks = clocks;
    this.directory = directory;
  }

  @Scheduled(initialDelay = "5s", fixedDelay = "5s")
  void look() {
    try {
      clocks.tick();
    } catch (RuntimeException e) {
      LOG.warn("the clocks are looked at again in a moment: {}", e.getClass().getSimpleName());
    }
  }

  @Scheduled(cron = "0 0 9 * * *", zoneId = "Asia/Taipei")
  void tellOfClosing() {
    try {
      directory.centres().stream().map(Centre::code).forEach(clocks::tellOfClosing);
    } catch (RuntimeException e) {
      LOG.warn("nobody was told of cases about to close: {}", e.getClass().getSimpleName());
    }
  }
}
