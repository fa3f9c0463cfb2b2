package tw.shouwang.notifications.webpush;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;

/// Points on the curve P-256 in the 65 bytes in which the web writes them: 4, x, y.
final class P256 {

  static final int LENGTH = 65;

  private static final int COORDINATE = 32;
  private static final ECParameterSpec CURVE = curve();

  private P256() {}

  static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// @throws IllegalArgumentException for bytes that are no point on the curve: agreeing on a key
  ///   with one would give parts of ours away
  static ECPublicKey publicKey(byte[] bytes) {
    if (bytes.length != LENGTH || bytes[0] != 4) {
      throw new IllegalArgumentException("not an uncompressed point");
    }
    var point =
        new ECPoint(
            new BigInteger(1, Arrays.copyOfRange(bytes, 1, 1 + COORDINATE)),
            new BigInteger(1, Arrays.copyOfRange(bytes, 1 + COORDINATE, LENGTH)));
    if (!isOnCurve(point)) {
      throw new IllegalArgumentException("not a point on P-256");
    }
    try {
      var spec = new ECPublicKeySpec(point, CURVE);
      return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(spec);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not a key", e);
    }
  }

  static byte[] bytes(ECPublicKey key) {
    byte[] bytes = new byte[LENGTH];
    bytes[0] = 4;
    put(key.getW().getAffineX(), bytes, 1);
    put(key.getW().getAffineY(), bytes, 1 + COORDINATE);
    return bytes;
  }

  private static void put(BigInteger coordinate, byte[] target, int offset) {
    byte[] bytes = coordinate.toByteArray();
    int skip = Math.max(0, bytes.length - COORDINATE);
    int length = bytes.length - skip;
    System.arraycopy(bytes, skip, target, offset + COORDINATE - length, length);
  }

  private static boolean isOnCurve(ECPoint point) {
    BigInteger p = ((ECFieldFp) CURVE.getCurve().getField()).getP();
    BigInteger x = point.getAffineX();
    BigInteger y = point.getAffineY();
    if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0) {
      return false;
    }
    BigInteger right =
        x.pow(3).add(CURVE.getCurve().getA().multiply(x)).add(CURVE.getCurve().getB());
    return y.pow(2).subtract(right).mod(p).signum() == 0;
  }

  private static ECParameterSpec curve() {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec("secp256r1"));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
