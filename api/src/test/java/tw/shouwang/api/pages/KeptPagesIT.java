package tw.shouwang.api.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.database.EmbeddedTest;

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

  @Inject EmbeddedServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void aKeptPageEndsWhenTheOfficeCloses() throws Exception {
    HttpResponse<String> open = get("");
    assertThat(state(open)).isEqualTo("sw-open");
    String tag = open.headers().firstValue("ETag").orElseThrow();
    // The engine keeps an answer that is asked for again, and the page with it.
    for (int times = 0; times < 3; times++) {
      assertThat(get("").body()).isEqualTo(open.body());
      assertThat(get(tag).statusCode()).isEqualTo(304);
    }
    NOW.set(BEFORE.plusSeconds(30));
    HttpResponse<String> closed = get(tag);
    assertThat(closed.statusCode()).isEqualTo(200);
    assertThat(state(closed)).isEqualTo("sw-closed");
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
