package tw.shouwang.api.devices;

/// A queued change of the vault.
sealed interface VaultChange {

  record Store(byte[] sealedToken) implements VaultChange {
    @Override
    public String toString() {
      return "Store[redacted]";
    }
  }

  /// A token from a staff process, sealed with a transport key, because staff processes lack the
  /// token key.
  record StoreOfStaff(byte[] sealedToken) implements VaultChange {
    @Override
    public String toString() {
      return "StoreOfStaff[redacted]";
    }
  }

  record Forget() implements VaultChange {}

  /// The case was closed: the device is deleted after a week at most.
  record Shorten() implements VaultChange {}
}
