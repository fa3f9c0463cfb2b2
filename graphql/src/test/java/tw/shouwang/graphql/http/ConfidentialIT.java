package tw.shouwang.graphql.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tw.shouwang.graphql.documents.TrustedDocuments;
import tw.shouwang.graphql.json.JsonReader;
import tw.shouwang.graphql.testing.Http;
import tw.shouwang.graphql.testing.RawSocket;

/// A6 and A11: nothing confidential is accepted in an address.
@MicronautTest
class ConfidentialIT {

  private final EmbeddedServer server;
  private final Http http;

  ConfidentialIT(EmbeddedServer server) {
    this.server = server;
    this.http = new Http(server);
  }

  /// A6: fields and arguments that the schema marks are refused over GET.
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

  /// A6: the id of a trusted document makes no exception.
  @Test
  void refusesATrustedDocumentOverGetToo() {
    String id =
        TrustedDocuments.of("public").all().stream()
            .filter(document -> document.text().contains("vault"))
            .findFirst()
            .orElseThrow()
            .id();
    assertThat(http.get("documentId", id, "variables", "{\"secret\":\"1234567\"}").statusCode())
        .isEqualTo(405);
    assertThat(
            http.post("{\"documentId\":\"" + id + "\",\"variables\":{\"secret\":\"1234567\"}}")
                .body())
        .startsWith("{\"data\":{\"vault\":\"opened\"},");
  }

  /// A6: the same operations work over POST.
  @Test
  void takesItByPost() {
    assertThat(http.post("{\"query\":\"{ password }\"}").body())
        .startsWith("{\"data\":{\"password\":\"open sesame\"},");
    assertThat(http.get("query", "query($n: Int) { weigh(times: $n) }").statusCode())
        .isEqualTo(200);
  }

  /// A13: answers and refusals have one size, and are not compressed.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"query\": \"query($s: Secret!) { vault(secret: $s) }\", \"variables\": {\"s\":"
            + " \"1234567\"}}",
        "{\"query\": \"query($s: Secret!) { vault(secret: $s) }\", \"variables\": {\"s\": \"1\"}}",
        "{\"query\": \"query($s: Secret!) { vault(secret: $s) }\"}",
        "{\"query\": \"query($s: Secret!) { vault(secret: $s) broken }\", \"variables\": {\"s\":"
            + " \"1234567\"}}",
        "{\"query\": \"{ vault(secret: \\\"1234567\\\") }\"}",
        "{\"query\": \"{ password }\"}",
        "{\"query\": \"query($s: Secret!) { vault(secret: $s) { x } }\", \"variables\": {\"s\":"
            + " \"1234567\"}}",
        "{\"query\": \"query($s: Secret!) { vualt(secret: $s) }\", \"variables\": {\"s\":"
            + " \"1234567\"}}",
        "{\"query\": \"query($s: Int) { vault(secret: $s) }\", \"variables\": {\"s\":"
            + " \"1234567\"}}",
        "{\"query\": \"query($s: Secret!) { ...F } fragment F on Qeury { vault(secret: $s) }\"}",
        "{\"query\": \"query($s: Secret!) { vault(secret: $s)\", \"variables\": {\"s\":"
            + " \"1234567\"}}",
        "{\"query\": \"query($s: Secret!) { vault(secret: $s) } query B { now }\","
            + " \"operationName\": \"C\"}",
        "{\"query\": \"query($s: Secret!) { vault(secret: $s) }\", \"variables\": {\"s\":"
            + " [[true]]}}",
        "{\"query\": \"query($s: Secret!) { vault(secret: $s) }\", \"variables\": {\"s\":"
            + " \"\\u0000\"}}",
        "{\"query\": \"query($i: KeepInput!) { weigh(input: $i) }\", \"variables\": {\"i\":"
            + " {\"nothing\": 1}}}",
        "{\"documentId\": \"sha256:0000\", \"variables\": {\"s\": \"1234567\"}}"
      })
  void givesAnswersOfOneSize(String request) {
    HttpResponse<String> answer =
        http.post(request, to -> to.header("Accept-Encoding", "gzip, deflate, br"));
    assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(answer.headers().firstValue("Content-Length")).hasValue("1024");
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store, no-transform");
    assertThat(JsonReader.object(answer.body())).isNotNull().containsKey("extensions");
  }

  /// A13: so do events of streams and messages of sockets.
  @Test
  void givesEventsOfOneSize() throws Exception {
    String query =
        "{\"query\": \"query($s: Secret!) { vault(secret: $s) }\", \"variables\": {\"s\": \"%s\"}}";
    for (String secret : new String[] {"1234567", "1"}) {
      HttpRequest stream =
          HttpRequest.newBuilder(server.getURI().resolve("/graphql/stream"))
              .header("Content-Type", "application/json")
              .header("Accept-Encoding", "gzip")
              .POST(BodyPublishers.ofString(query.formatted(secret)))
              .build();
      String events = HttpClient.newHttpClient().send(stream, BodyHandlers.ofString()).body();
      int start = events.indexOf("data: ") + "data: ".length();
      assertThat(events.substring(start, events.indexOf("\n", start))).hasSize(1_024);
    }
    try (RawSocket socket = new RawSocket(server.getHost(), server.getPort(), "")) {
      socket.text("{\"type\":\"connection_init\"}");
      socket.next();
      socket.text(
          "{\"id\":\"1\",\"type\":\"subscribe\",\"payload\":"
              + query.replace("vault", "vualt").formatted("1234567")
              + "}");
      assertThat(socket.next().text().length()).isBetween(1_024, 1_080);
      for (String secret : new String[] {"1234567", "1"}) {
        socket.text(
            "{\"id\":\"1\",\"type\":\"subscribe\",\"payload\":" + query.formatted(secret) + "}");
        String message = socket.next().text();
        assertThat(message.length()).isBetween(1_024, 1_080);
        assertThat(JsonReader.object(message)).isNotNull();
        if (message.contains("\"next\"")) {
          socket.next();
        }
      }
    }
  }
}
