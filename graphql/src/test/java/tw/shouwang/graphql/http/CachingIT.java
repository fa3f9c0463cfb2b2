package tw.shouwang.graphql.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tw.shouwang.graphql.testing.Http;

@MicronautTest
class CachingIT {

  private static final String COUNTED =
      "a4e5b01d694297374a4e49423e77e80c485c1ce48b884ac7d7ab7a28d7d0e9de";
  private final Http http;
  private final AtomicInteger version;

  CachingIT(EmbeddedServer server, AtomicInteger version) {
    this.http = new Http(server);
    this.version = version;
  }

  @Test
  void givesTheSameBytesToWhoeverAsksTheSameFromTheSecondTimeOn() {
    assertThat(counted("a", "")).isEqualTo("{\"data\":{\"counted\":1}}");
    assertThat(counted("a", "")).isEqualTo("{\"data\":{\"counted\":2}}");
    assertThat(counted("a", "")).isEqualTo("{\"data\":{\"counted\":2}}");
    assertThat(counted("a", "\"language\": \"EN\", ")).contains(":3");
    assertThat(http.get("documentId", COUNTED, "variables", "{\"key\":\"a\"}").body())
        .contains(":4");
    assertThat(http.get("documentId", COUNTED, "variables", "{\"key\":\"a\"}").body())
        .contains(":5");
    assertThat(http.get("documentId", COUNTED, "variables", "{\"key\":\"a\"}").body())
        .contains(":5");
  }

  @Test
  void knowsARequestAgainByItsBytesOnlyWhileItsAnswerHolds() {
    counted("front", "");
    for (int asked = 0; asked < 4; asked++) {
      assertThat(counted("front", "")).contains(":2");
    }
    version.incrementAndGet();
    assertThat(counted("front", "")).contains(":3");
    for (int asked = 0; asked < 4; asked++) {
      assertThat(counted("front", "")).contains(":4");
    }
  }

  @Test
  void keepsNothingOverAChangeOfTheData() {
    assertThat(counted("v", "")).contains(":1");
    assertThat(counted("v", "")).contains(":2");
    version.incrementAndGet();
    assertThat(counted("v", "")).contains(":3");
  }

  @Test
  void keepsNothingThatAnyFieldHasNotAllowed() {
    String document = "{\"query\": \"{ counted(key: \\\"p\\\") countedForMe(key: \\\"q\\\") }\"}";

    assertThat(http.post(document).body()).contains("\"counted\":1,\"countedForMe\":1");
    assertThat(http.post(document).body()).contains("\"counted\":2,\"countedForMe\":2");
    assertThat(http.post(document).body()).contains("\"counted\":3,\"countedForMe\":3");
  }

  @Test
  void letsEverybodyKeepAnAnswerThatTheAddressAloneDecides() {
    http.get("documentId", "sha256:" + COUNTED, "variables", "{\"language\":\"EN\"}");
    HttpResponse<String> answer =
        http.get("documentId", "sha256:" + COUNTED, "variables", "{\"language\":\"EN\"}");

    assertThat(header(answer, "Cache-Control")).isEqualTo("public, max-age=60");
    assertThat(header(answer, "Vary")).isEqualTo("Accept");
    assertThat(header(answer, "Content-Language")).isEqualTo("en");
    String etag = header(answer, "ETag");
    assertThat(etag).startsWith("W/\"");

    HttpResponse<String> again =
        http.get(
            to -> to.header("If-None-Match", etag),
            "documentId",
            COUNTED,
            "variables",
            "{\"language\":\"EN\"}");
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(header(again, "ETag")).isEqualTo(etag);
    assertThat(header(again, "Cache-Control")).isEqualTo("public, max-age=60");
  }

  @Test
  void letsOnlyTheAskerKeepAnAnswerThatHeadersDecide() {
    HttpResponse<String> answer = http.get("query", "{ counted }");

    assertThat(header(answer, "Cache-Control")).isEqualTo("private, max-age=60");
    assertThat(header(answer, "Vary")).isEqualTo("Accept, Accept-Language");
  }

  @Test
  void letsNobodyKeepWhatIsTheAskersAlone() {
    assertThat(header(http.get("query", "{ countedForMe }"), "Cache-Control"))
        .isEqualTo("no-store");
    assertThat(header(http.post("{\"query\": \"{ counted }\"}"), "Cache-Control"))
        .isEqualTo("no-store");
  }

  private String counted(String key, String more) {
    return http.post(
            "{\"query\": \"query($key: String, $language: Language) { counted(key: $key, language:"
                + " $language) }\", \"variables\": {"
                + more
                + "\"key\": \""
                + key
                + "\"}}")
        .body();
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
