package tw.shouwang.api.cases.envelope;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import tw.shouwang.foundation.Hashes;

/// Derives keys from keys: HKDF-SHA256 (RFC 5869) without salt, `info` = `shouwang/1 ` and the
/// purpose.
public final class Derivation {

  private static final String VERSION = "shouwang/1 ";

  private Derivation() {}

  public static byte[] derive(byte[] secret, String purpose, int length) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveData(
              HKDFParameterSpec.ofExtract().addIKM(secret).thenExpand(label(purpose), length));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HKDF-SHA256 is part of every JDK 25", e);
    }
  }

  public static byte[] hmac(byte[] key, byte[] message) {
    return Hashes.hmac(key, message);
  }

  static byte[] label(String purpose) {
    return (VERSION + purpose).getBytes(StandardCharsets.UTF_8);
  }
}
