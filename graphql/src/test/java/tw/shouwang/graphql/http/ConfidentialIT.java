package tw.shouwang.graphql.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tw.shouwang.graphql.documents.TrustedDocuments;
import tw.shouwang.graphql.testing.Http;

/// A6 and A11: what the schema calls confidential never stands in an address.
@MicronautTest
class ConfidentialIT {

  private final Http http;

  ConfidentialIT(EmbeddedServer server) {
    this.http = new Http(server);
  }

  /// A6
  @ParameterizedTest
  @ValueSource(
      strings = {
        "query($s: Secret!) { vault(secret: $s) }",
        "query($s: Secret!) { ...F } fragment F on Query { vault(secret: $s) }",
        "query($s: Secret!, $no: Boolean = false) { now vault(secret: $s) @include(if: $no) }",
        "query A { now } query B($s: Secret!) { vault(secret: $s) }",
        "{ password }",
        "{ ... { a: password } now }",
        "query($i: KeepInput!) { weigh(input: $i) }",
        "query($i: [KeepInput!]!) { weighAll(of: {first: $i}) }",
      })
  void refusesWhatIsConfidentialOverGet(String document) {
    String operation = document.contains(" A ") ? "A" : "";
    HttpResponse<String> answer = http.get("query", document, "operationName", operation);
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
    assertThat(answer.body()).contains("METHOD_NOT_ALLOWED").doesNotContain("\"data\"");
    assertThat(
            http.get(
                    to -> to.method("HEAD", BodyPublishers.noBody()),
                    "query",
                    document,
                    "operationName",
                    operation)
                .statusCode())
        .isEqualTo(405);
  }

  /// A6
  @Test
  void refusesATrustedDocumentOverGetToo() {
    String id =
        TrustedDocuments.of("public").all().entrySet().stream()
            .filter(document -> document.getValue().contains("vault"))
            .findFirst()
            .orElseThrow()
            .getKey();
    assertThat(http.get("documentId", id, "variables", "{\"secret\":\"1234567\"}").statusCode())
        .isEqualTo(405);
    assertThat(
            http.post("{\"documentId\":\"" + id + "\",\"variables\":{\"secret\":\"1234567\"}}")
                .body())
        .isEqualTo("{\"data\":{\"vault\":\"opened\"}}");
  }

  /// A6
  @Test
  void takesItByPost() {
    assertThat(http.post("{\"query\":\"{ password }\"}").body())
        .isEqualTo("{\"data\":{\"password\":\"open sesame\"}}");
    assertThat(http.get("query", "query($n: Int) { weigh(times: $n) }").statusCode())
        .isEqualTo(200);
  }
}
