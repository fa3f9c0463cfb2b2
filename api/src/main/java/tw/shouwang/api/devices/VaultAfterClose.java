package tw.shouwang.api.devices;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import tw.shouwang.api.process.InPublicProcess;
import tw.shouwang.notifications.AddressKey;
import tw.shouwang.notifications.outbox.OutboxTask;

/// Shortens the stay of a closed case's device to a week.
@Singleton
@Requires(condition = InPublicProcess.class)
final class VaultAfterClose implements OutboxTask {

  private final DeviceVault vault;

  VaultAfterClose(DeviceVault vault) {
    this.vault = vault;
  }

  @Override
  public String name() {
    return VaultTask.AFTER_CLOSE;
  }

  @Override
  public void run(AddressKey key, byte[] payload) {
    vault.keepUntilAWeekFromNow(key);
  }
}
