package tw.shouwang.api.ratelimits;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.InStaffProcess;

/// Forgets, every few hours, who has long asked for nothing.
@Singleton
@Requires(condition = InStaffProcess.class)
@Requires(notEnv = Environments.COMMAND)
class SharedLimitsUpkeep {

  private static final Logger LOG = LoggerFactory.getLogger(SharedLimitsUpkeep.class);

  private final SharedLimits limits;

  SharedLimitsUpkeep(SharedLimits limits) {
    this.limits = limits;
  }

  @Scheduled(initialDelay = "10m", fixedDelay = "6h")
  void run() {
    try {
      limits.removeExpired();
    } catch (RuntimeException e) {
      LOG.warn("buckets that are full stay until the next run: {}", e.getClass().getSimpleName());
    }
  }
}
