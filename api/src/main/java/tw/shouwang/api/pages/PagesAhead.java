package tw.shouwang.api.pages;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.i18n.Language;

/// Pages in all languages, rendered from one document's answer before any request needs them, and
/// rendered again only if that answer changes. If the document cannot be executed, the pages stay
/// as they are.
///
/// @param <D> what the answer is read into
/// @param <P> the pages of one language
class PagesAhead<D, P> {

  private static final Logger LOG = LoggerFactory.getLogger(PagesAhead.class);

  /// The longest wait for an answer, and for the first pages.
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final PageQueries queries;
  private final ExecutorService blocking;
  private final PageDocument document;
  private final Class<D> type;
  private final Predicate<D> isWhole;
  private final BiFunction<Language, D, P> pages;
  private final Map<Language, Made<D, P>> made = new ConcurrentHashMap<>();
  private final CompletableFuture<Void> first = new CompletableFuture<>();

  /// @param blocking makes the pages
  /// @param isWhole whether an answer has all that the pages need
  PagesAhead(
      PageQueries queries,
      ExecutorService blocking,
      PageDocument document,
      Class<D> type,
      Predicate<D> isWhole,
      BiFunction<Language, D, P> pages) {
    this.queries = queries;
    this.blocking = blocking;
    this.document = document;
    this.type = type;
    this.isWhole = isWhole;
    this.pages = pages;
  }

  /// @param data what the pages were made of
  record Made<D, P>(D data, P pages) {}

  /// Empty until there was an answer.
  Optional<Made<D, P>> find(Language language) {
    return Optional.ofNullable(made.get(language));
  }

  /// The same, but waits while the first pages are being made.
  Optional<Made<D, P>> await(Language language) {
    if (!made.containsKey(language)) {
      first.copy().completeOnTimeout(null, LONGEST.toMillis(), TimeUnit.MILLISECONDS).join();
    }
    return find(language);
  }

  /// Asks in all languages, and returns when the pages are made or after a while.
  void make() {
    inAllLanguages().join();
  }

  /// Begins to make the first pages, without waiting.
  void begin() {
    inAllLanguages().thenRun(() -> first.complete(null));
  }

  private CompletableFuture<?> inAllLanguages() {
    return CompletableFuture.allOf(
            Stream.of(Language.values()).map(this::make).toArray(CompletableFuture<?>[]::new))
        .exceptionally(failure -> {
          LOG.warn(
              "the pages of {} stay as they are: {}", document, failure.getClass().getSimpleName());
          return null;
        })
        .completeOnTimeout(null, LONGEST.toMillis(), TimeUnit.MILLISECONDS);
  }

  private CompletableFuture<Void> make(Language language) {
    return queries
        .ask(document, language)
        .thenAcceptAsync(
            answer -> {
              D read = queries.read(answer, type);
              if (read != null && isWhole.test(read)) {
                made.compute(
                    language,
                    (same, before) ->
                        before != null && before.data.equals(read)
                            ? before
                            : new Made<>(read, pages.apply(language, read)));
              }
            },
            blocking);
  }
}
