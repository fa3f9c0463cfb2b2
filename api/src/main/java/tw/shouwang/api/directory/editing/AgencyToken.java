package tw.shouwang.api.directory.editing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The content of an agency's link: the link's id and expiry, signed, so that a changed or invented
/// link costs no database query.
///
/// @param expiresAt to the second
record AgencyToken(UUID link, Instant expiresAt) {

  /// Separates these signatures from other uses of the key.
  private static final byte[] LABEL = "agency link".getBytes(StandardCharsets.UTF_8);

  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final int SIGNED = 3 * Long.BYTES;
  private static final int SIGNATURE = 16;

  /// 54 characters of base64url.
  String signed(SecretKeySpec key) {
    byte[] content = content();
    byte[] all = Arrays.copyOf(content, SIGNED + SIGNATURE);
    System.arraycopy(signature(key, content), 0, all, SIGNED, SIGNATURE);
    return ENCODER.encodeToString(all);
  }

  /// Empty for a text that this key did not sign.
  static Optional<AgencyToken> read(String token, SecretKeySpec key) {
    byte[] all;
    try {
      all = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    // The last base64url character has unused bits, so several texts decode to the same bytes.
    if (all.length != SIGNED + SIGNATURE || !ENCODER.encodeToString(all).equals(token)) {
      return Optional.empty();
    }
    byte[] content = Arrays.copyOf(all, SIGNED);
    byte[] signature = Arrays.copyOfRange(all, SIGNED, all.length);
    if (!MessageDigest.isEqual(signature, signature(key, content))) {
      return Optional.empty();
    }
    ByteBuffer buffer = ByteBuffer.wrap(content);
    UUID link = new UUID(buffer.getLong(), buffer.getLong());
    return Optional.of(new AgencyToken(link, Instant.ofEpochSecond(buffer.getLong())));
  }

  private byte[] content() {
    return ByteBuffer.allocate(SIGNED)
        .putLong(link.getMostSignificantBits())
        .putLong(link.getLeastSignificantBits())
        .putLong(expiresAt.getEpochSecond())
        .array();
  }

  private static byte[] signature(SecretKeySpec key, byte[] content) {
    try {
      Mac mac = Mac.getInstance(key.getAlgorithm());
      mac.init(key);
      mac.update(LABEL);
      return Arrays.copyOf(mac.doFinal(content), SIGNATURE);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 is not to be had", e);
    }
  }

  @Override
  public String toString() {
    return "AgencyToken[redacted]";
  }
}
