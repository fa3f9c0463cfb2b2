package tw.shouwang.notifications;

import java.util.Arrays;

/// Identifies a device in the application's address book without saying whose it is: 32 opaque
/// bytes, for example an HMAC. Whoever can compute the key can link a queued push to a case, so
/// `toString` hides it.
public final class AddressKey {

  public static final int LENGTH = 32;

  private final byte[] bytes;

  public AddressKey(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("an address key has " + LENGTH + " bytes");
    }
    this.bytes = bytes.clone();
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AddressKey that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "AddressKey[redacted]";
  }
}
