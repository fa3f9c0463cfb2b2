package tw.shouwang.graphql.execution;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;
import tw.shouwang.i18n.Language;

/// Finished answers as bytes, by everything they depend on, until the moment their fields named.
///
/// An answer is kept when it is given for the second time. Most questions carry a place or a moment
/// of their own and never come again; keeping their answers would only make the collector move
/// them.
final class AnswerCache {

  private static final int OVERHEAD = 500;

  /// A power of two; at 10,000 new questions a second one is remembered for about six seconds.
  private static final int REMEMBERED = 1 << 16;

  private final AtomicIntegerArray givenOnce = new AtomicIntegerArray(REMEMBERED);
  private final Cache<Key, Answer> answers;

  AnswerCache(long bytes) {
    this.answers =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            // Its upkeep is less work than waking another thread for it.
            .executor(Runnable::run)
            .weigher((Key key, Answer answer) ->
                OVERHEAD + answer.json().length + 2 * key.document().length())
            .build();
  }

  /// Everything that an answer depends on besides the moment.
  record Key(
      String document,
      @Nullable String operationName,
      Map<String, @Nullable Object> variables,
      Language language,
      List<String> spoken,
      String version) {}

  Optional<Answer> find(Key key, Instant now) {
    Answer answer = answers.getIfPresent(key);
    if (answer == null || answer.caching() == null || !now.isBefore(answer.caching().until())) {
      return Optional.empty();
    }
    return Optional.of(answer);
  }

  void offer(Key key, Answer answer, Answer.Caching caching) {
    int hash = key.hashCode();
    int spread = hash ^ hash >>> 16;
    if (givenOnce.getAndSet(spread & REMEMBERED - 1, hash) == hash) {
      answers.put(key, answer.toKeep(caching));
    }
  }
}
