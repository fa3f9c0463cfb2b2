package tw.shouwang.api.cases.envelope;

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

  static DataKey of(byte[] key) throws TamperedException {
    if (key.length != BYTES) {
      throw new TamperedException();
    }
    return new DataKey(key.clone());
  }

  byte[] bytes() {
    return key.clone();
  }

  /// The tag that represents a client's message id in the database: the same for both sides,
  /// independent of the receipt, and meaningless without the case's key.
  public byte[] messageTag(String messageId) {
    byte[] tagKey = Derivation.derive(key, "message-id", 32);
    return Hashes.hmac(tagKey, messageId);
  }

  @Override
  public String toString() {
    return "DataKey[redacted]";
  }
}
