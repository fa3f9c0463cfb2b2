package tw.shouwang.graphql.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tw.shouwang.graphql.execution.Answer;
import tw.shouwang.graphql.execution.GraphQlEngine;

/// Knows requests again by their bytes, before anything is read of them. Holds only what the engine
/// gave from its own cache, so what is asked once takes no room here, and nothing private is here.
final class FrontCache {

  private static final long MOST_BYTES = 16L << 20;
  private static final int OVERHEAD = 500;

  private final Cache<Key, Answer> answers =
      Caffeine.newBuilder()
          .maximumWeight(MOST_BYTES)
          .weigher((Key key, Answer answer) -> OVERHEAD + key.size() + answer.json().length)
          .build();

  /// A request as it came: a body or an address, and the one header that an answer depends on.
  static final class Key {

    private final String schema;
    private final byte[] body;
    private final String address;
    private final @Nullable String acceptLanguage;
    private final int hash;

    private Key(String schema, byte[] body, String address, @Nullable String acceptLanguage) {
      this.schema = schema;
      this.body = body;
      this.address = address;
      this.acceptLanguage = acceptLanguage;
      this.hash = Arrays.hashCode(body) * 31 + address.hashCode();
    }

    static Key ofBody(String schema, byte[] body, @Nullable String acceptLanguage) {
      return new Key(schema, body, "", acceptLanguage);
    }

    static Key ofAddress(String schema, String address, @Nullable String acceptLanguage) {
      return new Key(schema, new byte[0], address, acceptLanguage);
    }

    int size() {
      return body.length + 2 * address.length();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key
          && hash == key.hash
          && schema.equals(key.schema)
          && address.equals(key.address)
          && (acceptLanguage == null
              ? key.acceptLanguage == null
              : acceptLanguage.equals(key.acceptLanguage))
          && Arrays.equals(body, key.body);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  /// The answer that still holds, or null.
  @Nullable Answer find(Key key, GraphQlEngine engine, Instant now) {
    Answer answer = answers.getIfPresent(key);
    return answer != null && engine.holds(answer, now) ? answer : null;
  }

  void keep(Key key, Answer answer) {
    answers.put(key, answer);
  }
}
