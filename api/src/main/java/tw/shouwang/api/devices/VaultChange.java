package tw.shouwang.api.devices;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// A change of the vault as it waits in the outbox.
sealed interface VaultChange {

  byte STORE = 1;
  byte FORGET = 2;
  byte STORE_OF_STAFF = 3;

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

  static VaultChange store(byte[] sealedToken) {
    return new Store(sealedToken);
  }

  static VaultChange storeOfStaff(byte[] sealedToken) {
    return new StoreOfStaff(sealedToken);
  }

  static VaultChange forget() {
    return new Forget();
  }

  default boolean remembers() {
    return switch (this) {
      case Store _, StoreOfStaff _ -> true;
      case Forget _ -> false;
    };
  }

  default byte[] encode() {
    return switch (this) {
      case Store(byte[] sealedToken) -> encode(STORE, sealedToken);
      case StoreOfStaff(byte[] sealedToken) -> encode(STORE_OF_STAFF, sealedToken);
      case Forget _ -> new byte[] {FORGET};
    };
  }

  private static byte[] encode(byte kind, byte[] sealedToken) {
    return ByteBuffer.allocate(1 + sealedToken.length).put(kind).put(sealedToken).array();
  }

  static VaultChange decode(byte[] encoded) {
    return switch (encoded[0]) {
      case STORE -> new Store(Arrays.copyOfRange(encoded, 1, encoded.length));
      case STORE_OF_STAFF -> new StoreOfStaff(Arrays.copyOfRange(encoded, 1, encoded.length));
      case FORGET -> new Forget();
      default -> throw new IllegalArgumentException("a change of the vault of an unknown kind");
    };
  }
}
