package tw.shouwang.api.pages;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import tw.shouwang.api.pages.data.FormData;
import tw.shouwang.api.process.InPublicProcess;
import tw.shouwang.api.process.PackedBytes;
import tw.shouwang.i18n.Language;

/// The HTML of the sealed pages, rendered before any request from texts, choices, names of areas
/// and emergency numbers. It changes only if one of these changes; they are read again every
/// minute.
@Singleton
@Requires(condition = InPublicProcess.class)
class SealedHtml implements ApplicationEventListener<ServerStartupEvent>, Ordered {

  private final PageWriter writer;
  private final PagesAhead<FormData, Map<Kind, PackedBytes>> pages;

  SealedHtml(
      PageQueries queries,
      PageWriter writer,
      @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
    this.writer = writer;
    this.pages =
        new PagesAhead<>(
            queries,
            blocking,
            PageDocument.SEALED,
            FormData.class,
            read -> read.choices() != null && read.areas() != null,
            this::pages);
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

  /// The page; waits while the first pages are being made. Empty if they cannot be made yet.
  Optional<PackedBytes> find(Kind kind, Language language) {
    return pages.await(language).map(made -> made.pages().get(kind));
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    pages.begin();
  }

  /// Starts after the refusal pages, which must be there first.
  @Override
  public int getOrder() {
    return LOWEST_PRECEDENCE;
  }

  @Scheduled(fixedDelay = "1m", initialDelay = "1m")
  void refresh() {
    pages.make();
  }

  private Map<Kind, PackedBytes> pages(Language language, FormData data) {
    Map<Kind, PackedBytes> made = new EnumMap<>(Kind.class);
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
      made.put(kind, PackedBytes.of(html));
    }
    return made;
  }
}
