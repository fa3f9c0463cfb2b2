package tw.shouwang.notifications;

import java.util.Arrays;

/// Names a device in the caller's address book without saying whose it is: 32 bytes that mean
/// nothing here, for example an HMAC. It ties a queued push to a case for whoever can compute it,
/// so it prints nothing.
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
