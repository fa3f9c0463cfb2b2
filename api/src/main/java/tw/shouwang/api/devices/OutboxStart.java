package tw.shouwang.api.devices;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import tw.shouwang.api.database.DatabaseSetup;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.InPublicProcess;
import tw.shouwang.notifications.outbox.OutboxWorker;

/// Starts the push worker once its tables are there, in the one kind of process that can find a
/// device.
@Singleton
@Requires(condition = InPublicProcess.class)
@Requires(notEnv = Environments.COMMAND)
final class OutboxStart implements DatabaseSetup {

  private static final int LAST = 1_000;

  private final OutboxWorker worker;

  OutboxStart(OutboxWorker worker) {
    this.worker = worker;
  }

  @Override
  public int order() {
    return LAST;
  }

  @Override
  public void setUp() {
    worker.start();
  }
}
