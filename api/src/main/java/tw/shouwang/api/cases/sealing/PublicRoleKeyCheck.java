package tw.shouwang.api.cases.sealing;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import tw.shouwang.api.cases.envelope.ReceiptHash;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.InPublicProcess;

/// Reads the keys that the public role seals and signs with before anybody is served: a node that
/// found out at the first report would lose it.
@Singleton
@Requires(condition = InPublicProcess.class)
@Requires(notEnv = Environments.COMMAND)
class PublicRoleKeyCheck {

  private final StorageKeys storage;

  /// @param hash and `proof` read theirs when they are made
  PublicRoleKeyCheck(ReceiptHash hash, ProofKey proof, StorageKeys storage) {
    this.storage = storage;
  }

  @EventListener
  void onStartup(StartupEvent event) {
    storage.current();
  }
}
