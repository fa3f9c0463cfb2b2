package tw.shouwang.api.cases.sealing;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import tw.shouwang.api.cases.envelope.ReceiptHash;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.InPublicProcess;

/// Reads the public role's sealing and signing keys at boot. A missing key must stop the start,
/// because at the first report it would lose that report.
@Singleton
@Requires(condition = InPublicProcess.class)
@Requires(notEnv = Environments.COMMAND)
class PublicRoleKeyCheck {

  private final StorageKeys storage;

  /// @param hash and `proof` read their keys in their constructors
  PublicRoleKeyCheck(ReceiptHash hash, ProofKey proof, StorageKeys storage) {
    this.storage = storage;
  }

  @EventListener
  void onStartup(StartupEvent event) {
    storage.refuseIfMissing();
  }
}
