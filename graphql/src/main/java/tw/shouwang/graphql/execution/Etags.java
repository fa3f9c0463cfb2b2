package tw.shouwang.graphql.execution;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.Base64;
import tw.shouwang.foundation.Hashes;

/// Strong entity tags, computed on first use: most answers are never sent over GET.
final class Etags {

  // Weak keys are compared by identity: a tag belongs to one byte array of the answer cache.
  private static final LoadingCache<byte[], String> KNOWN =
      Caffeine.newBuilder().weakKeys().build(Etags::reckon);
  private static final int LENGTH = 27;

  private Etags() {}

  static String of(byte[] json) {
    return KNOWN.get(json);
  }

  private static String reckon(byte[] json) {
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(Hashes.sha256(json));
    return '"' + text.substring(0, LENGTH) + '"';
  }
}
