package tw.shouwang.notifications.webpush;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.Locale;

/// The key that identifies us to push services (VAPID, RFC 8292). A browser binds a subscription to
/// its public half, so the key must live as long as subscriptions do.
public final class VapidKey {

  private static final Duration VALID = Duration.ofHours(12);

  private final KeyPair keys;

  private VapidKey(KeyPair keys) {
    this.keys = keys;
  }

  public static VapidKey generate() {
    return new VapidKey(P256.newKeys());
  }

  /// @param encoded the result of [#encoded()]
  /// @throws IllegalArgumentException for any other bytes
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

  /// Both halves, to be stored where only their owner can read them: the public point, then the
  /// private key (PKCS #8).
  public byte[] encoded() {
    byte[] point = P256.bytes((ECPublicKey) keys.getPublic());
    byte[] secret = keys.getPrivate().getEncoded();
    byte[] encoded = Arrays.copyOf(point, point.length + secret.length);
    System.arraycopy(secret, 0, encoded, point.length, secret.length);
    return encoded;
  }

  /// The `applicationServerKey` that a web app gives its browser: 65 bytes in base64url.
  public String publicKey() {
    return url(P256.bytes((ECPublicKey) keys.getPublic()));
  }

  /// The Authorization header for one push service.
  String authorization(URI endpoint, String contact, Instant now) {
    var header = new JWSHeader.Builder(JWSAlgorithm.ES256).type(JOSEObjectType.JWT).build();
    var claims =
        new JWTClaimsSet.Builder()
            .audience(origin(endpoint))
            .expirationTime(Date.from(now.plus(VALID)))
            .subject(contact)
            .build();
    var token = new SignedJWT(header, claims);
    try {
      token.sign(new ECDSASigner((ECPrivateKey) keys.getPrivate()));
    } catch (JOSEException e) {
      throw new IllegalStateException("VAPID signature", e);
    }
    return "vapid t=" + token.serialize() + ", k=" + publicKey();
  }

  /// The origin as RFC 8292, 2 requires and RFC 6454, 6.1 defines: lower case, without the standard
  /// port.
  private static String origin(URI endpoint) {
    String scheme = endpoint.getScheme().toLowerCase(Locale.ROOT);
    String host = endpoint.getHost().toLowerCase(Locale.ROOT);
    int port = endpoint.getPort();
    boolean isStandard = port == -1 || (port == 443 && scheme.equals("https"));
    return scheme + "://" + host + (isStandard ? "" : ":" + port);
  }

  private static String url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public String toString() {
    return "VapidKey[redacted]";
  }
}
