package tw.shouwang.graphql.execution;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;
import tw.shouwang.graphql.CacheVersion;
import tw.shouwang.i18n.Language;

/// Finished answers as bytes, of all schemas of this process.
///
/// 1. The first time an answer is made, only a hash of its question is remembered: most questions
///    contain a place or a moment and never come again, and caching their answers would only cost
///    garbage collection.
/// 2. The second time, the answer is cached under its [Question], which is everything that it
///    depends on.
/// 3. When it was served from there, a transport may also cache it under the [RequestBytes], and
///    next time serves it without parsing the request.
///
/// An answer is served until the moment that its fields named, and only while the data's version is
/// the same. It is removed at most ten minutes after it was cached, used or not.
///
/// The weight of an entry includes its key, because a stranger chooses the key; an answer whose key
/// is heavier than itself is not cached. Confidential answers never get here, see [GraphQlEngine].
@Singleton
public final class AnswerCaches {

  private static final int OVERHEAD = 500;
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /// A power of two. At 10,000 new questions a second, a question is remembered for about six
  /// seconds.
  private static final int REMEMBERED = 1 << 16;

  private final AtomicIntegerArray givenOnce = new AtomicIntegerArray(REMEMBERED);
  private final Cache<Key, Answer> answers;
  private final CacheVersion version;

  AnswerCaches(CacheSettings settings, Optional<CacheVersion> version) {
    this.version = version.orElse(() -> "");
    this.answers =
        Caffeine.newBuilder()
            .maximumWeight(settings.cacheBytes())
            .weigher((Key key, Answer answer) -> weight(key, answer))
            .expireAfterWrite(LONGEST)
            .scheduler(Scheduler.systemScheduler())
            // The cache's upkeep costs less than waking another thread for it.
            .executor(Runnable::run)
            .build();
  }

  /// The key of a cached answer.
  public sealed interface Key permits Question, RequestBytes {

    /// The key's approximate memory in bytes.
    long weight();
  }

  /// Everything that an answer depends on, except the time.
  record Question(
      String schema,
      String document,
      @Nullable String operationName,
      Map<String, @Nullable Object> variables,
      Language language,
      List<String> spoken,
      String version)
      implements Key {

    @Override
    public long weight() {
      return weightOf(document)
          + (operationName == null ? 0 : weightOf(operationName))
          + weightOf(variables)
          + weightOf(spoken);
    }

    private static long weightOf(@Nullable Object value) {
      return switch (value) {
        case String text -> 40 + 2L * text.length();
        case List<?> items -> items.stream().mapToLong(item -> 8 + weightOf(item)).sum() + 40;
        case Map<?, ?> entries ->
            entries.entrySet().stream()
                    .mapToLong(each -> 40 + weightOf(each.getKey()) + weightOf(each.getValue()))
                    .sum()
                + 60;
        // A number, of at most a hundred digits.
        case null, default -> 64;
      };
    }
  }

  /// A request as it arrived: a body or an address, and the only header that an answer depends on.
  public static final class RequestBytes implements Key {

    private final String schema;
    private final byte[] body;
    private final String address;
    private final @Nullable String acceptLanguage;
    private final int hash;

    private RequestBytes(
        String schema, byte[] body, String address, @Nullable String acceptLanguage) {
      this.schema = schema;
      this.body = body;
      this.address = address;
      this.acceptLanguage = acceptLanguage;
      this.hash = Arrays.hashCode(body) * 31 + address.hashCode();
    }

    public static RequestBytes ofBody(String schema, byte[] body, @Nullable String acceptLanguage) {
      return new RequestBytes(schema, body, "", acceptLanguage);
    }

    public static RequestBytes ofAddress(
        String schema, String address, @Nullable String acceptLanguage) {
      return new RequestBytes(schema, new byte[0], address, acceptLanguage);
    }

    @Override
    public long weight() {
      return body.length
          + 2L * address.length()
          + (acceptLanguage == null ? 0 : 2L * acceptLanguage.length());
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof RequestBytes key
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

    /// Hides what was sent.
    @Override
    public String toString() {
      return "RequestBytes";
    }
  }

  /// The cached answer if it is still valid, else null.
  public @Nullable Answer find(Key key, Instant now) {
    Answer answer = answers.getIfPresent(key);
    if (answer == null) {
      return null;
    }
    Answer.Caching caching = answer.caching();
    return caching != null
            && now.isBefore(caching.until())
            && caching.version().equals(version.current())
        ? answer
        : null;
  }

  /// Caches a new answer, if the same question came before.
  void offer(Question question, Answer answer, Answer.Caching caching) {
    int hash = question.hashCode();
    int spread = hash ^ hash >>> 16;
    if (givenOnce.getAndSet(spread & REMEMBERED - 1, hash) == hash) {
      keep(question, answer.fromCache(caching));
    }
  }

  /// Caches an answer for requests of the same bytes, if it came from this cache.
  public void offer(RequestBytes request, Answer answer) {
    if (answer.caching() != null && answer.caching().fromCache()) {
      keep(request, answer);
    }
  }

  private void keep(Key key, Answer answer) {
    if (key.weight() <= OVERHEAD + answer.json().length) {
      answers.put(key, answer);
    }
  }

  private static int weight(Key key, Answer answer) {
    return Math.toIntExact(OVERHEAD + key.weight() + answer.json().length);
  }
}
