package tw.shouwang.api.cases.envelope;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import tw.shouwang.foundation.Hashes;

/// The random key of one case. It seals everything that either side writes. It is in memory for one
/// operation only; `toString` hides it.
public final class DataKey {

  static final int BYTES = 32;

  private final byte[] key;

  private DataKey(byte[] key) {
    this.key = key;
  }

  public static DataKey random(SecureRandom random) {
    byte[] key = new byte[BYTES];
    random.nextBytes(key);
    return new DataKey(key);
  }

  /// An unwrapped key, checked to be the one that the case is bound to.
  static DataKey of(byte[] key, Commitment commitment) throws TamperedException {
    if (key.length != BYTES) {
      throw new TamperedException();
    }
    DataKey unwrapped = new DataKey(key.clone());
    if (!MessageDigest.isEqual(unwrapped.commitment().bytes(), commitment.bytes())) {
      throw new TamperedException();
    }
    return unwrapped;
  }

  byte[] bytes() {
    return key.clone();
  }

  public Commitment commitment() {
    return new Commitment(Derivation.derive(key, "commit", Commitment.BYTES));
  }

  /// The tag that represents a client's message id in the database: independent of the receipt,
  /// different for each direction, and meaningless without the case's key.
  ///
  /// @param messageId empty for the form
  public byte[] messageTag(Direction direction, String messageId) {
    byte[] tagKey = Derivation.derive(key, "message-id", 32);
    return Hashes.hmac(
        tagKey, new byte[] {direction.code()}, messageId.getBytes(StandardCharsets.UTF_8));
  }

  /// A value by which a repeated message is compared with the first one without opening it. It
  /// includes the message id, so that equal words of two messages give different values.
  public byte[] messageFingerprint(String messageId, String words) {
    return Hashes.hmac(
        Derivation.derive(key, "message-fingerprint", 32),
        Fingerprint.of(messageId).text(words).canonical());
  }

  @Override
  public String toString() {
    return "DataKey[redacted]";
  }
}
