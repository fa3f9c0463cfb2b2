package tw.shouwang.notifications.webpush;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Encrypts a short message for one device (RFC 8291, as one record of RFC 8188's aes128gcm), so
/// that the push service cannot read it. Uses only algorithms of the JDK.
final class WebPushEncryption {

  private static final int SALT_LENGTH = 16;
  private static final int RECORD_SIZE = 4096;

  /// Marks the last record. Padding would follow it; our message needs none, because its length
  /// never changes.
  private static final byte LAST = 2;

  private WebPushEncryption() {}

  static byte[] encrypt(byte[] message, WebPushSubscription to, SecureRandom chance) {
    byte[] salt = new byte[SALT_LENGTH];
    chance.nextBytes(salt);
    return encrypt(message, to, P256.newKeys(), salt);
  }

  static byte[] encrypt(byte[] message, WebPushSubscription to, KeyPair ours, byte[] salt) {
    try {
      byte[] ourPoint = P256.bytes((ECPublicKey) ours.getPublic());
      KDF hkdf = KDF.getInstance("HKDF-SHA256");
      byte[] shared = hkdf(hkdf, to.secret(), agree(ours, to.key()), info(to, ourPoint), 32);
      byte[] key = hkdf(hkdf, salt, shared, info("Content-Encoding: aes128gcm"), 16);
      byte[] nonce = hkdf(hkdf, salt, shared, info("Content-Encoding: nonce"), 12);

      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
      byte[] padded = Arrays.copyOf(message, message.length + 1);
      padded[message.length] = LAST;
      byte[] sealed = cipher.doFinal(padded);

      return ByteBuffer.allocate(SALT_LENGTH + 4 + 1 + P256.LENGTH + sealed.length)
          .put(salt)
          .putInt(RECORD_SIZE)
          .put((byte) P256.LENGTH)
          .put(ourPoint)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("web push encryption", e);
    }
  }

  private static byte[] agree(KeyPair ours, ECPublicKey theirs) throws GeneralSecurityException {
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(ours.getPrivate());
    agreement.doPhase(theirs, true);
    return agreement.generateSecret();
  }

  private static byte[] hkdf(KDF hkdf, byte[] salt, byte[] secret, byte[] info, int length)
      throws GeneralSecurityException {
    return hkdf.deriveData(
        HKDFParameterSpec.ofExtract().addSalt(salt).addIKM(secret).thenExpand(info, length));
  }

  private static byte[] info(WebPushSubscription to, byte[] ourPoint) {
    byte[] label = info("WebPush: info");
    return ByteBuffer.allocate(label.length + 2 * P256.LENGTH)
        .put(label)
        .put(P256.bytes(to.key()))
        .put(ourPoint)
        .array();
  }

  private static byte[] info(String label) {
    return (label + "\0").getBytes(StandardCharsets.US_ASCII);
  }
}
