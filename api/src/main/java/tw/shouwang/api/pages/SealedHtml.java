package tw.shouwang.api.pages;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.http.HttpRequest;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.pages.data.FormData;
import tw.shouwang.api.process.InPublicProcess;
import tw.shouwang.api.process.PackedBytes;
import tw.shouwang.i18n.Language;

/// The HTML of the sealed pages, made ahead of any request from what a release packs: texts,
/// choices, names of areas, emergency numbers. It changes only where one of these changes, for
/// which the directory is asked every minute.
@Singleton
@Requires(condition = InPublicProcess.class)
class SealedHtml implements ApplicationEventListener<ServerStartupEvent> {

  private static final Logger LOG = LoggerFactory.getLogger(SealedHtml.class);
  private static final Duration FIRST = Duration.ofSeconds(5);

  private final PageQueries queries;
  private final PageWriter writer;
  private final ExecutorService blocking;
  private final Map<Language, Known> known = new ConcurrentHashMap<>();

  SealedHtml(
      PageQueries queries,
      PageWriter writer,
      @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
    this.queries = queries;
    this.writer = writer;
    this.blocking = blocking;
  }

  enum Kind {
    REPORT("/report", "sealed-report"),
    POSTER("/r", "sealed-report"),
    HELP("/help", "sealed-help"),
    CASE("/case", "sealed-case");

    private final String path;
    private final String template;

    Kind(String path, String template) {
      this.path = path;
      this.template = template;
    }
  }

  /// @param data what the pages were made of
  private record Known(FormData data, Map<Kind, PackedBytes> pages) {}

  /// Empty until the directory was read for the first time.
  Optional<PackedBytes> find(Kind kind, Language language) {
    return Optional.ofNullable(known.get(language)).map(of -> of.pages.get(kind));
  }

  /// Waits a little, so that whoever comes first finds the pages.
  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    make().completeOnTimeout(null, FIRST.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  /// Where asking fails, the pages stay as they are.
  @Scheduled(fixedDelay = "1m", initialDelay = "1m")
  void refresh() {
    make().join();
  }

  private CompletableFuture<Void> make() {
    return CompletableFuture.allOf(
            Stream.of(Language.values()).map(this::make).toArray(CompletableFuture<?>[]::new))
        .exceptionally(failure -> {
          LOG.warn("the sealed pages stay as they are: {}", failure.getClass().getSimpleName());
          return null;
        });
  }

  private CompletableFuture<Void> make(Language language) {
    return queries
        .ask(PageDocument.SEALED, language)
        .thenAcceptAsync(
            answer -> {
              FormData read = queries.read(answer, FormData.class);
              if (read != null && read.choices() != null && read.areas() != null) {
                known.compute(
                    language,
                    (same, before) ->
                        before != null && before.data.equals(read)
                            ? before
                            : new Known(read, pages(language, read)));
              }
            },
            blocking);
  }

  private Map<Kind, PackedBytes> pages(Language language, FormData data) {
    Map<Kind, PackedBytes> pages = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      Visit nobody = new Visit(HttpRequest.GET(kind.path), language, /* named= */ true, null);
      byte[] html =
          writer.html(
              kind.template,
              nobody,
              kind.path,
              null,
              data,
              Map.of("said", new SealedWords(language)));
      pages.put(kind, PackedBytes.of(html));
    }
    return pages;
  }
}
