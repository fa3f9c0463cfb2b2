package tw.shouwang.api.pages;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.process.InPublicProcess;
import tw.shouwang.foundation.Hashes;
import tw.shouwang.graphql.execution.Answer;

/// A cache of rendered pages. A page stays exactly as long as the engine caches the answer that it
/// was rendered from: it is found by the identity of the answer's bytes, and by its template if
/// several are made from one answer. A page is not cached if its answer is not, or if it depends on
/// more than its answer.
@Singleton
@Requires(condition = InPublicProcess.class)
class KeptPages {

  private static final int TAG_LENGTH = 27;

  // Weak keys are compared by identity.
  private final Cache<byte[], Map<String, KeptPage>> pages;

  KeptPages(PagesSettings settings) {
    this.pages =
        Caffeine.newBuilder()
            .weakKeys()
            .maximumWeight(settings.keptBytes())
            .weigher((byte[] answer, Map<String, KeptPage> ofIt) ->
                ofIt.values().stream().mapToInt(page -> page.html.length).sum())
            .executor(Runnable::run)
            .build();
  }

  /// @param template which of the pages that are made from one answer
  /// @param tag a weak entity tag without `W/` and quotes
  @SuppressWarnings("ArrayRecordComponent") // Shared on purpose, never changed, never compared.
  record KeptPage(String template, byte[] html, String tag) {

    static KeptPage of(String template, byte[] html) {
      String hash = Base64.getUrlEncoder().withoutPadding().encodeToString(Hashes.sha256(html));
      return new KeptPage(template, html, hash.substring(0, TAG_LENGTH));
    }
  }

  private static Map<String, KeptPage> both(
      Map<String, KeptPage> known, Map<String, KeptPage> added) {
    Map<String, KeptPage> all = new HashMap<>(known);
    all.putAll(added);
    return Map.copyOf(all);
  }

  /// The cached page of an answer; null if there is none.
  @Nullable KeptPage find(Answer answer, String template) {
    Map<String, KeptPage> known = pages.getIfPresent(answer.json());
    return known == null ? null : known.get(template);
  }

  /// Caches a page if the engine caches its answer.
  void offer(Answer answer, KeptPage page) {
    Answer.Caching caching = answer.caching();
    if (caching != null && caching.fromCache()) {
      pages.asMap().merge(answer.json(), Map.of(page.template, page), KeptPages::both);
    }
  }
}
