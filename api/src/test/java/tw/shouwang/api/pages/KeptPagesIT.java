package tw.shouwang.api.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.views.jte.HtmlJteViewsRenderer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.pages.assets.Assets;
import tw.shouwang.api.pages.data.Basics;

/// Pages that are kept, and that end with the answer that they show.
@MicronautTest(transactional = false)
@Property(name = "test.clock", value = "pages")
class KeptPagesIT implements EmbeddedTest {

  /// A Tuesday in Taiwan, half a minute before an office closes.
  private static final Instant BEFORE = Instant.parse("2026-11-24T09:29:30Z");

  private static final AtomicReference<Instant> NOW = new AtomicReference<>(BEFORE);

  @Factory
  @Requires(property = "test.clock", value = "pages")
  static class Clock {

    @Singleton
    @Replaces(InstantSource.class)
    InstantSource clock() {
      return NOW::get;
    }
  }

  /// Counts the pages that are rendered.
  @Singleton
  @Replaces(PageWriter.class)
  @Requires(property = "test.clock", value = "pages")
  static class CountingWriter extends PageWriter {

    private final AtomicInteger rendered = new AtomicInteger();

    CountingWriter(
        HtmlJteViewsRenderer<Map<String, Object>> templates,
        Assets assets,
        PagesSettings settings) {
      super(templates, assets, settings);
    }

    @Override
    byte[] html(
        String template,
        Visit visit,
        String path,
        @Nullable Map<String, String> posted,
        Basics data,
        Map<String, Object> more) {
      // Refusals are made ahead, whenever that is.
      if (!template.startsWith("refused-")) {
        rendered.incrementAndGet();
      }
      return super.html(template, visit, path, posted, data, more);
    }
  }

  @Inject EmbeddedServer server;
  @Inject CountingWriter writer;
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void aKeptPageEndsWhenTheOfficeCloses() throws Exception {
    HttpResponse<String> open = get("");
    assertThat(state(open)).isEqualTo("sw-open");
    String tag = open.headers().firstValue("ETag").orElseThrow();
    // The engine keeps an answer that is asked for again, and the page with it.
    for (int times = 0; times < 3; times++) {
      assertThat(get("").body()).isEqualTo(open.body());
    }
    int rendered = writer.rendered.get();
    for (int times = 0; times < 3; times++) {
      assertThat(get("").body()).isEqualTo(open.body());
      assertThat(get(tag).statusCode()).isEqualTo(304);
    }
    assertThat(writer.rendered.get()).isEqualTo(rendered);
    NOW.set(BEFORE.plusSeconds(30));
    HttpResponse<String> closed = get(tag);
    assertThat(closed.statusCode()).isEqualTo(200);
    assertThat(state(closed)).isEqualTo("sw-closed");
  }

  /// Two pages that are made of one answer drove each other out.
  @Test
  void pagesOfOneAnswerAreKeptBesideEachOther() throws Exception {
    List<String> pages = List.of("/steps?lang=id", "/accessibility?lang=id", "/guide?lang=id");
    for (int times = 0; times < 3; times++) {
      for (String page : pages) {
        at(page);
      }
    }
    int rendered = writer.rendered.get();
    for (int times = 0; times < 2; times++) {
      for (String page : pages) {
        assertThat(at(page).statusCode()).isEqualTo(200);
      }
    }
    assertThat(writer.rendered.get()).isEqualTo(rendered);
  }

  /// The answer is the same for all districts, and the links of the page are not.
  @Test
  void aPageOfOneDistrictIsNotShownInAnother() throws Exception {
    for (String path : List.of("/steps", "/accessibility", "/guide", "/lines/tw.hotline.113")) {
      for (String area : List.of("63000030", "", "63000030", "65000010", "63000030", "", "")) {
        String address = path + "?lang=en" + (area.isEmpty() ? "" : "&area=" + area);
        String home = "/?lang=en" + (area.isEmpty() ? "" : "&amp;area=" + area);
        assertThat(at(address).body()).as(address).contains("href=\"" + home + "\"");
      }
    }
  }

  private HttpResponse<String> at(String address) throws Exception {
    return client.send(
        HttpRequest.newBuilder(server.getURI().resolve(address)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /// The state of the line itself; others below it have their own.
  private static String state(HttpResponse<String> page) {
    return page.body().replaceFirst("(?s).*?<h1.*?class=\"(sw-[a-z]+)\".*", "$1");
  }

  private HttpResponse<String> get(String known) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
            server.getURI().resolve("/lines/tpe.welfare-centre.63000030?lang=zh-TW"));
    if (!known.isEmpty()) {
      request.header("If-None-Match", known);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
