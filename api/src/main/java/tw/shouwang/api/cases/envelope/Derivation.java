package tw.shouwang.api.cases.envelope;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Keys from keys: HKDF-SHA256 (RFC 5869) without salt, `info` = `shouwang/1 ` and the purpose.
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
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
    }
  }

  static byte[] label(String purpose) {
    return (VERSION + purpose).getBytes(StandardCharsets.UTF_8);
  }
}
