package tw.shouwang.api.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.io.Writable;
import io.micronaut.http.HttpStatus;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.views.ViewsConfiguration;
import io.micronaut.views.jte.HtmlJteViewsRenderer;
import io.micronaut.views.jte.JteViewsRendererConfiguration;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.i18n.Language;

/// Where pages are rendered, and how often.
@MicronautTest(transactional = false)
class RenderingIT implements EmbeddedTest {

  private static final String TEST = "pages.rendering-is-watched";

  @Inject EmbeddedServer server;
  @Inject Watched watched;
  @Inject PageQueries queries;
  @Inject PageWriter writer;
  private final HttpClient client = HttpClient.newHttpClient();

  @Singleton
  @Requires(property = TEST)
  @Replaces(HtmlJteViewsRenderer.class)
  static class Watched extends HtmlJteViewsRenderer<Map<String, Object>> {

    final List<String> rendered = new CopyOnWriteArrayList<>();

    Watched(ViewsConfiguration views, JteViewsRendererConfiguration jte) {
      super(views, jte);
    }

    @Override
    public Writable render(
        String view,
        @Nullable Map<String, Object> data,
        io.micronaut.http.@Nullable HttpRequest<?> request) {
      rendered.add(view + " on " + Thread.currentThread());
      return super.render(view, data, request);
    }
  }

  @Override
  public Map<String, String> moreProperties() {
    return Map.of(TEST, "true");
  }

  /// The second answer of a document comes from memory, on the connection's own event loop.
  @Test
  void noEventLoopRenders() throws Exception {
    for (int turn = 0; turn < 2; turn++) {
      for (String path : List.of("/?lang=en", "/steps", "/accessibility?lang=vi&area=63000030")) {
        assertThat(status(path)).as(path).isEqualTo(200);
      }
      for (String path : List.of("/search?lang=en", "/guide", "/case/plain", "/report/plain")) {
        assertThat(client.send(form(path), BodyHandlers.discarding()).statusCode())
            .as(path)
            .isEqualTo(200);
      }
    }
    assertThat(watched.rendered).isNotEmpty().noneMatch(each -> each.contains("EventLoop"));
  }

  @Test
  void aRefusalIsMadeAhead() throws Exception {
    for (Language language : Language.values()) {
      status("/nowhere?lang=" + language.tag());
    }
    List<String> before = List.copyOf(watched.rendered);
    for (int area = 63_000; area < 63_010; area++) {
      for (Language language : Language.values()) {
        assertThat(status("/nowhere?lang=" + language.tag() + "&area=" + area)).isEqualTo(404);
      }
    }
    HttpRequest foreign =
        builder("/search")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Sec-Fetch-Site", "cross-site")
            .POST(BodyPublishers.ofString("text=113"))
            .build();
    assertThat(client.send(foreign, BodyHandlers.discarding()).statusCode()).isEqualTo(403);
    assertThat(watched.rendered).isEqualTo(before);
  }

  /// What failed at boot is asked for again.
  @Test
  void theNumbersAreAskedForAtEveryRefresh() {
    Visit visit = Visit.of(io.micronaut.http.HttpRequest.GET("/nowhere?lang=th"));
    try (ExecutorService own = Executors.newSingleThreadExecutor()) {
      RefusedPages pages = new RefusedPages(queries, writer, own);
      assertThat(pages.page(visit, HttpStatus.NOT_FOUND)).isEmpty();
      pages.refresh();
      assertThat(pages.page(visit, HttpStatus.NOT_FOUND).orElseThrow().body())
          .asString(StandardCharsets.UTF_8)
          .contains("href=\"tel:110\"");
    }
  }

  /// The port is open some moments before the sealed pages are made.
  @Test
  void whoeverComesFirstWaitsForTheSealedPages() throws Exception {
    try (ExecutorService own = Executors.newSingleThreadExecutor()) {
      SealedHtml pages = new SealedHtml(queries, writer, own);
      var asked =
          CompletableFuture.supplyAsync(
              () -> pages.find(SealedHtml.Kind.REPORT, Language.TH), Thread::startVirtualThread);

      assertThat(asked).isNotDone();
      pages.onApplicationEvent(new ServerStartupEvent(server));
      assertThat(asked.get(60, TimeUnit.SECONDS)).isPresent();
    }
  }

  private int status(String path) throws Exception {
    HttpResponse<Void> answer = client.send(builder(path).build(), BodyHandlers.discarding());
    return answer.statusCode();
  }

  private HttpRequest form(String path) {
    return builder(path)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString("text=113"))
        .build();
  }

  private HttpRequest.Builder builder(String path) {
    return HttpRequest.newBuilder(server.getURI().resolve(path)).header("Accept", "text/html");
  }
}
