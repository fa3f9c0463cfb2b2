package tw.shouwang.api.devices;

/// A change of the vault as it waits in the outbox.
sealed interface VaultChange {

  record Store(byte[] sealedToken) implements VaultChange {
    @Override
    public String toString() {
      return "Store[redacted]";
    }
  }

  /// As a staff process seals it, which has not the token key.
  record StoreOfStaff(byte[] sealedToken) implements VaultChange {
    @Override
    public String toString() {
      return "StoreOfStaff[redacted]";
    }
  }

  record Forget() implements VaultChange {}

  /// The case was closed: the device stays for another week at most.
  record Shorten() implements VaultChange {}
}
