package tw.shouwang.api.devices;

import java.util.Arrays;

/// A change of the vault as it waits in the outbox.
sealed interface VaultChange {

  byte STORE = 1;
  byte FORGET = 2;

  record Store(byte[] sealedToken) implements VaultChange {
    @Override
    public String toString() {
      return "Store[redacted]";
    }
  }

  record Forget() implements VaultChange {}

  static VaultChange store(byte[] sealedToken) {
    return new Store(sealedToken);
  }

  static VaultChange forget() {
    return new Forget();
  }

  default boolean remembers() {
    return switch (this) {
      case Store store -> true;
      case Forget forget -> false;
    };
  }

  default byte[] encode() {
    return switch (this) {
      case Store(byte[] sealedToken) -> {
        byte[] encoded = new byte[1 + sealedToken.length];
        encoded[0] = STORE;
        System.arraycopy(sealedToken, 0, encoded, 1, sealedToken.length);
        yield encoded;
      }
      case Forget forget -> new byte[] {FORGET};
    };
  }

  static VaultChange decode(byte[] encoded) {
    return switch (encoded[0]) {
      case STORE -> new Store(Arrays.copyOfRange(encoded, 1, encoded.length));
      case FORGET -> new Forget();
      default -> throw new IllegalArgumentException("a change of the vault of an unknown kind");
    };
  }
}
