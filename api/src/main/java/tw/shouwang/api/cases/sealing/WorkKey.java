package tw.shouwang.api.cases.sealing;

import java.nio.ByteBuffer;
import java.time.Instant;
import tw.shouwang.api.cases.envelope.Derivation;

/// The key that signs proof-of-work challenges, derived from the pepper: the same on all nodes and
/// after a restart, and a new one each hour.
public final class WorkKey {

  private static final long SECONDS = 3_600;

  private final byte[] key;

  public WorkKey(byte[] pepper) {
    this.key = Derivation.derive(pepper, "work", 32);
  }

  /// @param moment any in the hour
  public byte[] ofHour(Instant moment) {
    long hour = Math.floorDiv(moment.getEpochSecond(), SECONDS);
    return Derivation.hmac(key, ByteBuffer.allocate(Long.BYTES).putLong(hour).array());
  }

  @Override
  public String toString() {
    return "WorkKey[redacted]";
  }
}
