package tw.shouwang.graphql.execution;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.Base64;
import tw.shouwang.foundation.Hashes;

/// Strong entity tags, reckoned when they are first asked for: most answers never are by GET.
final class Etags {

  // Weak keys are told apart by identity: the very bytes of an answer that is kept.
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
