package tw.shouwang.notifications.webpush;

import com.google.gson.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/// The key by which push services know us (VAPID, RFC 8292). Browsers bind a subscription to its
/// public half, so it is kept for as long as subscriptions are.
public final class VapidKey {

  private static final Duration VALID = Duration.ofHours(12);

  private final KeyPair keys;

  private VapidKey(KeyPair keys) {
    this.keys = keys;
  }

  public static VapidKey generate() {
    return new VapidKey(P256.newKeys());
  }

  /// @param encoded what [#encoded()] gave
  /// @throws IllegalArgumentException for anything else
  public static VapidKey of(byte[] encoded) {
    try {
      if (encoded.length <= P256.LENGTH) {
        throw new IllegalArgumentException("not a VAPID key");
      }
      byte[] point = Arrays.copyOf(encoded, P256.LENGTH);
      byte[] secret = Arrays.copyOfRange(encoded, P256.LENGTH, encoded.length);
      return new VapidKey(
          new KeyPair(
              P256.publicKey(point),
              KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(secret))));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not a VAPID key", e);
    }
  }

  /// Both halves, to be kept where only their owner can read them: the public point, then the
  /// private key (PKCS #8).
  public byte[] encoded() {
    byte[] point = P256.bytes((ECPublicKey) keys.getPublic());
    byte[] secret = keys.getPrivate().getEncoded();
    byte[] encoded = Arrays.copyOf(point, point.length + secret.length);
    System.arraycopy(secret, 0, encoded, point.length, secret.length);
    return encoded;
  }

  /// What a web app gives its browser as `applicationServerKey`: 65 bytes in base64url.
  public String publicKey() {
    return url(P256.bytes((ECPublicKey) keys.getPublic()));
  }

  /// The Authorization header for one push service.
  String authorization(URI endpoint, String contact, Instant now) {
    String header = "{\"typ\":\"JWT\",\"alg\":\"ES256\"}";
    var claims = new JsonObject();
    claims.addProperty("aud", endpoint.getScheme() + "://" + endpoint.getRawAuthority());
    claims.addProperty("exp", now.plus(VALID).getEpochSecond());
    claims.addProperty("sub", contact);
    String signed = url(utf8(header)) + "." + url(utf8(claims.toString()));
    return "vapid t=" + signed + "." + url(sign(signed)) + ", k=" + publicKey();
  }

  private byte[] sign(String text) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(keys.getPrivate());
      signature.update(utf8(text));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("VAPID signature", e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public String toString() {
    return "VapidKey[redacted]";
  }
}
