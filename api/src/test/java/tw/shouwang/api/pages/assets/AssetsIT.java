package tw.shouwang.api.pages.assets;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.database.EmbeddedTest;

/// What a browser loads beside a page.
@MicronautTest(transactional = false)
class AssetsIT implements EmbeddedTest {

  private static final Path FOLDER = Path.of("src/main/resources/pages/assets");

  @Inject EmbeddedServer server;
  @Inject Assets assets;
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void everyFileOfTheFolderIsServedAndMayBeKeptForEver() throws Exception {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(Assets.NAMES)
          .containsAll(files.map(file -> String.valueOf(file.getFileName())).toList());
    }
    for (String name : Assets.NAMES) {
      HttpResponse<byte[]> plain = get(assets.url(name));
      assertThat(plain.statusCode()).as(name).isEqualTo(200);
      assertThat(header(plain, "Cache-Control")).contains("immutable", "public");
      HttpResponse<byte[]> packed = get(assets.url(name), "Accept-Encoding", "br, gzip");
      assertThat(header(packed, "Content-Encoding")).isEqualTo("gzip");
      assertThat(header(packed, "Vary")).isEqualToIgnoringCase("Accept-Encoding");
      assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
          .as(name)
          .isEqualTo(plain.body());
    }
    assertThat(header(get(assets.url("leave.js")), "Content-Type")).startsWith("text/javascript");
  }

  /// While a new version starts on one node after the other.
  @Test
  void aFileOfAnotherVersionIsOursAndIsNotKept() throws Exception {
    HttpResponse<byte[]> other = get("/assets/0123456789abcdef/pages.css");
    assertThat(other.statusCode()).isEqualTo(200);
    assertThat(header(other, "Cache-Control")).isEqualTo("no-store");
    for (String path :
        List.of(
            "/assets/0123456789abcdef/none.js",
            "/assets/x/pages.css",
            "/assets/0123456789abcdef/..%2fpages.css",
            "/assets/0123456789abcdef/lines.json")) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(404);
    }
  }

  /// The worker of another set would keep our files by its list.
  @Test
  void theWorkerOfAnotherVersionIsNotHere() throws Exception {
    assertThat(get("/worker.js?set=" + assets.hash()).statusCode()).isEqualTo(200);
    for (String path : List.of("/worker.js", "/worker.js?set=0123456789abcdef")) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(404);
    }
  }

  @Test
  void onlyOurOwnPagesMakeABrowserForgetUs() throws Exception {
    assertThat(header(get("/leave", "Sec-Fetch-Site", "same-origin"), "Clear-Site-Data"))
        .isEqualTo("\"cache\"");
    assertThat(header(get("/leave", "Sec-Fetch-Site", "cross-site"), "Clear-Site-Data")).isEmpty();
    assertThat(header(get("/leave"), "Cache-Control")).isEqualTo("no-store");
  }

  private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.getURI().resolve(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
