package tw.shouwang.api.devices;

import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import tw.shouwang.notifications.AddressKey;
import tw.shouwang.notifications.DeviceToken;

/// Seals push tokens with AES-256-GCM, bound to their row, and pads them to one length, because a
/// token's length reveals the phone's vendor.
final class SealedToken {

  private static final int PADDED = Short.BYTES + 4 * DeviceToken.MAX_LENGTH;

  private final AesGcmJce cipher;

  SealedToken(byte[] tokenKey) {
    try {
      this.cipher = new AesGcmJce(tokenKey);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the token key cannot be used", e);
    }
  }

  byte[] seal(AddressKey key, DeviceToken token) {
    byte[] value = token.value().getBytes(StandardCharsets.UTF_8);
    ByteBuffer padded = ByteBuffer.allocate(PADDED).putShort((short) value.length).put(value);
    try {
      return cipher.encrypt(padded.array(), key.bytes());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a token could not be sealed", e);
    }
  }

  /// @throws IllegalStateException if the token was not sealed for this row with this key
  DeviceToken open(AddressKey key, byte[] sealed) {
    try {
      byte[] padded = cipher.decrypt(sealed, key.bytes());
      int length = Short.toUnsignedInt(ByteBuffer.wrap(padded).getShort());
      byte[] value = Arrays.copyOfRange(padded, Short.BYTES, Short.BYTES + length);
      return new DeviceToken(new String(value, StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a token in the vault does not open", e);
    }
  }

  boolean opensAs(AddressKey key, byte[] sealed, DeviceToken token) {
    try {
      return open(key, sealed).equals(token);
    } catch (IllegalStateException e) {
      return false;
    }
  }
}
