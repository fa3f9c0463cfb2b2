package tw.shouwang.api.cases.admission;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Duration;

/// Remembers for a short time which reports were let past the limit of their address, so that they
/// are asked for proof of work instead of being refused. Holds hashes of receipts, in memory only.
@Singleton
class PastLimit {

  private static final Duration KEPT = Duration.ofMinutes(10);
  private static final int MOST = 100_000;

  private final Cache<ByteBuffer, Boolean> hashes =
      Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST).build();

  void add(byte[] hash) {
    hashes.put(ByteBuffer.wrap(hash.clone()), true);
  }

  boolean holds(byte[] hash) {
    return hashes.getIfPresent(ByteBuffer.wrap(hash)) != null;
  }
}
