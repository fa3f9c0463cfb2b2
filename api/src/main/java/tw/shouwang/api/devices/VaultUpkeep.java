package tw.shouwang.api.devices;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.InPublicProcess;

/// Removes devices whose last day has passed. They are not pushed to from that day on in any case.
@Singleton
@Requires(condition = InPublicProcess.class)
@Requires(notEnv = Environments.COMMAND)
final class VaultUpkeep {

  private static final Logger LOG = LoggerFactory.getLogger(VaultUpkeep.class);

  private final DeviceVault vault;

  VaultUpkeep(DeviceVault vault) {
    this.vault = vault;
  }

  @Scheduled(initialDelay = "5m", fixedDelay = "6h")
  void run() {
    try {
      vault.removeExpired();
    } catch (RuntimeException e) {
      LOG.warn("expired devices could not be removed; the next run tries again", e);
    }
  }
}
