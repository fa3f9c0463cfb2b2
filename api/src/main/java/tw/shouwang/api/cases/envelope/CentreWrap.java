package tw.shouwang.api.cases.envelope;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.LowLevelCryptoCaller;
import com.google.crypto.tink.hybrid.HpkeParameters;
import com.google.crypto.tink.hybrid.HpkePublicKey;
import com.google.crypto.tink.hybrid.subtle.HpkeEncrypt;
import com.google.crypto.tink.subtle.X25519;
import com.google.crypto.tink.util.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/// Wraps the case's key for its centre: HPKE (RFC 9180) in base mode with DHKEM(X25519,
/// HKDF-SHA256), HKDF-SHA256 and AES-256-GCM.
///
/// The wrap is the encapsulated key and the ciphertext, without the library's prefix, so any HPKE
/// implementation can make and open it. `info` names case, key, centre and generation; the
/// associated data is empty.
// Tink rotates keysets by its own prefixes; we rotate by the generation stored beside each wrap.
@AccessesPartialKey
@LowLevelCryptoCaller
public final class CentreWrap {

  private static final HpkeParameters PARAMETERS = parameters();

  private CentreWrap() {}

  /// The centre and the generation of its key that a wrap is for.
  public record Recipient(String centre, int generation) {}

  /// An X25519 key pair: 32 private and 32 public bytes.
  public record KeyPair(byte[] privateKey, byte[] publicKey) {

    public static KeyPair generate() {
      try {
        byte[] privateKey = X25519.generatePrivateKey();
        return new KeyPair(privateKey, X25519.publicFromPrivate(privateKey));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("X25519 failed to make a key", e);
      }
    }

    @Override
    public String toString() {
      return "KeyPair[redacted]";
    }
  }

  public static byte[] wrap(
      DataKey key, Binding binding, Recipient recipient, byte[] centrePublicKey) {
    return seal(key.bytes(), info(binding, key.commitment(), recipient), centrePublicKey);
  }

  static byte[] seal(byte[] key, byte[] info, byte[] centrePublicKey) {
    try {
      return HpkeEncrypt.create(publicKey(centrePublicKey)).encrypt(key, info);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HPKE failed to wrap", e);
    }
  }

  /// @throws TamperedException if the wrap does not open for this recipient, or contains another
  ///   key than the one that the case is bound to
  public static DataKey unwrap(
      byte[] wrap,
      Binding binding,
      Commitment commitment,
      Recipient recipient,
      CentrePrivateKey privateKey)
      throws TamperedException {
    return DataKey.of(privateKey.open(wrap, info(binding, commitment, recipient)), commitment);
  }

  static byte[] info(Binding binding, Commitment commitment, Recipient recipient) {
    return info("centre-wrap", binding, commitment, recipient);
  }

  /// @param purpose the label, which keeps one kind of wrap from opening as another
  static byte[] info(String purpose, Binding binding, Commitment commitment, Recipient recipient) {
    byte[] label = binding.only(purpose, commitment);
    byte[] centre = recipient.centre().getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(label.length + 1 + centre.length + Integer.BYTES)
        .put(label)
        .put((byte) centre.length)
        .put(centre)
        .putInt(recipient.generation())
        .array();
  }

  static HpkePublicKey publicKey(byte[] bytes) throws GeneralSecurityException {
    return HpkePublicKey.create(PARAMETERS, Bytes.copyFrom(bytes), null);
  }

  private static HpkeParameters parameters() {
    try {
      return HpkeParameters.builder()
          .setVariant(HpkeParameters.Variant.NO_PREFIX)
          .setKemId(HpkeParameters.KemId.DHKEM_X25519_HKDF_SHA256)
          .setKdfId(HpkeParameters.KdfId.HKDF_SHA256)
          .setAeadId(HpkeParameters.AeadId.AES_256_GCM)
          .build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("these HPKE parameters are RFC 9180's", e);
    }
  }
}
