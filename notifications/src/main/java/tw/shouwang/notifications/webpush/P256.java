package tw.shouwang.notifications.webpush;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;

/// Points on the curve P-256 in the web's 65-byte encoding: 4, x, y.
final class P256 {

  static final int LENGTH = 65;

  private static final int COORDINATE = 32;

  private P256() {}

  static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(Curve.P_256.toECParameterSpec());
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// @throws IllegalArgumentException for bytes that are not a point on the curve: a key agreement
  ///   with such a point would reveal parts of our private key
  static ECPublicKey publicKey(byte[] bytes) {
    if (bytes.length != LENGTH || bytes[0] != 4) {
      throw new IllegalArgumentException("not an uncompressed point");
    }
    Base64URL x = Base64URL.encode(Arrays.copyOfRange(bytes, 1, 1 + COORDINATE));
    Base64URL y = Base64URL.encode(Arrays.copyOfRange(bytes, 1 + COORDINATE, LENGTH));
    try {
      // The builder refuses points that are not on the curve.
      return new ECKey.Builder(Curve.P_256, x, y).build().toECPublicKey();
    } catch (IllegalStateException | JOSEException e) {
      throw new IllegalArgumentException("not a point on P-256", e);
    }
  }

  static byte[] bytes(ECPublicKey key) {
    ECKey point = new ECKey.Builder(Curve.P_256, key).build();
    return ByteBuffer.allocate(LENGTH)
        .put((byte) 4)
        .put(point.getX().decode())
        .put(point.getY().decode())
        .array();
  }
}
