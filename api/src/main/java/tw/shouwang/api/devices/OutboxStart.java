package tw.shouwang.api.devices;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import tw.shouwang.api.database.DatabaseSetup;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.InPublicProcess;
import tw.shouwang.notifications.outbox.PushWorker;

/// Starts the workers for pushes and for the vault once the tables exist, in processes that can
/// read devices.
@Singleton
@Requires(condition = InPublicProcess.class)
@Requires(notEnv = Environments.COMMAND)
final class OutboxStart implements DatabaseSetup {

  private static final int LAST = 1_000;

  private final PushWorker pushes;
  private final VaultWorker vault;

  OutboxStart(PushWorker pushes, VaultWorker vault) {
    this.pushes = pushes;
    this.vault = vault;
  }

  @Override
  public int order() {
    return LAST;
  }

  @Override
  public void setUp() {
    pushes.start();
    vault.start();
  }
}
