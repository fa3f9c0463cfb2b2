package tw.shouwang.api.devices;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import tw.shouwang.api.keys.KeyFiles;
import tw.shouwang.api.process.InPublicProcess;
import tw.shouwang.foundation.TaiwanTime;
import tw.shouwang.notifications.AddressBook;
import tw.shouwang.notifications.AddressKey;
import tw.shouwang.notifications.DeviceToken;

/// The devices' tokens. Only a public process has this, because only it has the token key.
@Singleton
@Requires(condition = InPublicProcess.class)
class DeviceVault implements AddressBook {

  static final Duration KEPT_AFTER_ENABLE = Duration.ofDays(30);

  private static final Duration KEPT_AFTER_CLOSE = Duration.ofDays(7);

  private final VaultRepository repository;
  private final SealedToken sealing;
  private final InstantSource clock;

  DeviceVault(VaultRepository repository, KeyFiles keys, InstantSource clock) {
    this.repository = repository;
    this.sealing = new SealedToken(keys.secret("token.key"));
    this.clock = clock;
  }

  byte[] seal(AddressKey key, DeviceToken token) {
    return sealing.seal(key, token);
  }

  /// @throws IllegalStateException if the token was not sealed for this row with this key
  DeviceToken open(AddressKey key, byte[] sealedToken) {
    return sealing.open(key, sealedToken);
  }

  /// Whether the stored device is this one. A stored token that cannot be opened counts as another
  /// device.
  boolean holds(AddressKey key, DeviceToken token) {
    return repository
        .findByVaultKey(key.bytes())
        .filter(this::isKept)
        .filter(row -> sealing.opensAs(key, row.token(), token))
        .isPresent();
  }

  void put(AddressKey key, byte[] sealedToken) {
    repository.put(key.bytes(), sealedToken, today().plusDays(KEPT_AFTER_ENABLE.toDays()));
  }

  void keepUntilAWeekFromNow(AddressKey key) {
    repository.keepNoLongerThan(key.bytes(), today().plusDays(KEPT_AFTER_CLOSE.toDays()));
  }

  void remove(AddressKey key) {
    repository.remove(key.bytes());
  }

  boolean has(AddressKey key) {
    return repository.findByVaultKey(key.bytes()).filter(this::isKept).isPresent();
  }

  /// Deletes every device after its last day.
  ///
  /// @return how many
  long removeExpired() {
    return repository.removeKeptUntilBefore(today());
  }

  @Override
  public Optional<DeviceToken> find(AddressKey key) {
    return repository
        .findByVaultKey(key.bytes())
        .filter(this::isKept)
        .map(row -> sealing.open(key, row.token()));
  }

  @Override
  public void forget(AddressKey key, DeviceToken failed) {
    repository
        .findByVaultKey(key.bytes())
        .filter(row -> sealing.open(key, row.token()).equals(failed))
        .ifPresent(row -> repository.removeIfUnchanged(key.bytes(), row.token()));
  }

  private boolean isKept(VaultRow row) {
    return !row.keptUntil().isBefore(today());
  }

  private LocalDate today() {
    return TaiwanTime.today(clock);
  }
}
