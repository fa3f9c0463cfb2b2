package tw.shouwang.graphql.sse;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tw.shouwang.graphql.streams.StreamSettings;

/// Streams by their tokens, which are secrets: who has one can add operations to the stream. One
/// that nobody opens in time is forgotten; the open ones are forgotten when they end.
@Singleton
class ReservedStreams {

  private final Cache<String, ReservedStream> waiting;
  private final Cache<String, ReservedStream> all;
  private final SecureRandom random;
  private final int most;

  ReservedStreams(SecureRandom random, StreamSettings settings) {
    this.random = random;
    this.most = settings.connections();
    this.waiting =
        Caffeine.newBuilder().maximumSize(most).expireAfterWrite(settings.initTimeout()).build();
    this.all = Caffeine.newBuilder().weakValues().build();
  }

  /// A new token; nothing when there are too many streams.
  Optional<String> reserve() {
    if (all.estimatedSize() >= most) {
      return Optional.empty();
    }
    byte[] bytes = new byte[24];
    random.nextBytes(bytes);
    String token = HexFormat.of().formatHex(bytes);
    ReservedStream stream = new ReservedStream();
    // Held by the reservation until it is opened, and by its connection from then on.
    waiting.put(token, stream);
    all.put(token, stream);
    return Optional.of(token);
  }

  @Nullable ReservedStream find(String token) {
    ReservedStream stream = all.getIfPresent(token);
    return stream != null && (stream.isOpen() || waiting.getIfPresent(token) != null)
        ? stream
        : null;
  }
}
