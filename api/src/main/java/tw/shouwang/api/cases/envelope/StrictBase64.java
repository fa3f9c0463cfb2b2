package tw.shouwang.api.cases.envelope;

import java.util.Base64;
import java.util.Optional;

/// Base64url without padding (RFC 4648, section 5), read strictly: no other characters, and unused
/// bits are zero, so that the same bytes have one text only.
public final class StrictBase64 {

  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

  private StrictBase64() {}

  public static Optional<byte[]> decoded(String text) {
    try {
      byte[] bytes = DECODER.decode(text);
      return encoded(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  public static String encoded(byte[] bytes) {
    return ENCODER.encodeToString(bytes);
  }
}
