package tw.shouwang.api.intake.handover;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.InStaffProcess;

/// Forgets exports that nobody can fetch any more.
@Singleton
@Requires(condition = InStaffProcess.class)
@Requires(notEnv = Environments.COMMAND)
class ExportUpkeep {

  private static final Logger LOG = LoggerFactory.getLogger(ExportUpkeep.class);

  private final ExportRepository exports;
  private final InstantSource clock;

  ExportUpkeep(ExportRepository exports, InstantSource clock) {
    this.exports = exports;
    this.clock = clock;
  }

  @Scheduled(initialDelay = "10m", fixedDelay = "6h")
  void run() {
    try {
      exports.removeExpired(clock.instant().minus(Duration.ofDays(1)));
    } catch (RuntimeException e) {
      LOG.warn("expired exports stay until the next run: {}", e.getClass().getSimpleName());
    }
  }
}
