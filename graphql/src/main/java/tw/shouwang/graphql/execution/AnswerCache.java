package tw.shouwang.graphql.execution;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tw.shouwang.i18n.Language;

/// Finished answers as bytes, by everything they depend on, until the moment their fields named.
final class AnswerCache {

  private static final int OVERHEAD = 500;

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

  void keep(Key key, Answer answer) {
    answers.put(key, answer);
  }
}
