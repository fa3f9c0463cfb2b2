package tw.shouwang.graphql.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import org.junit.jupiter.api.Test;
import tw.shouwang.graphql.testing.Http;

@MicronautTest
@Property(name = "shouwang.graphql.documents.trusted-only", value = "true")
@Property(name = "shouwang.graphql.documents.folder", value = "src/test/resources/app-documents")
class TrustedDocumentsIT {

  private static final String HELLO =
      "fc96ebd8bb50cb19d9aa01db5821e4b0177416d8ddce767186c6b0ee333a0e01";
  private static final String RETIRED =
      "113cd916742eb858554b6755578fb0aa84af7cad5e872e4235b6a1288f10dd68";
  private final Http http;

  TrustedDocumentsIT(EmbeddedServer server) {
    this.http = new Http(server);
  }

  @Test
  void runsADocumentByItsId() {
    String answer = "{\"data\":{\"hello\":\"Hello Lin\"}}";
    String variables = "\"variables\": {\"name\": \"Lin\"}}";

    assertThat(http.post("{\"documentId\": \"sha256:" + HELLO + "\", " + variables).body())
        .isEqualTo(answer);
    assertThat(
            http.post(
                    "{\"extensions\": {\"persistedQuery\": {\"version\": 1, \"sha256Hash\": \""
                        + HELLO
                        + "\"}}, "
                        + variables)
                .body())
        .isEqualTo(answer);
    assertThat(http.get("documentId", HELLO, "variables", "{\"name\": \"Lin\"}").body())
        .isEqualTo(answer);
    assertThat(
            http.post(
                    "{\"query\": \"query Hello($name: String) {\\n  hello(name: $name)\\n}\\n\", "
                        + variables)
                .body())
        .isEqualTo(answer);
  }

  /// C4: an app's own ids and texts, as its developer's tools wrote them.
  @Test
  void runsWhatAManifestOfTheFolderHas() {
    String answer = "{\"data\":{\"hello\":\"Hello world\"}}";
    assertThat(http.post("{\"documentId\": \"c0de\"}").body()).isEqualTo(answer);
    assertThat(http.post("{\"query\": \"query Greeting { hello }\"}").body()).isEqualTo(answer);
    assertThat(
            http.post(
                    "{\"extensions\": {\"persistedQuery\": {\"version\": 1, \"sha256Hash\":"
                        + " \"a901\"}}}")
                .body())
        .startsWith("{\"data\":{\"now\":");
    assertThat(http.post("{\"documentId\": \"a902\"}").body())
        .contains("PERSISTED_QUERY_NOT_FOUND");
  }

  @Test
  void saysNothingAboutTheSchemaToWhoeverAsksSomethingElse() {
    for (String document :
        new String[] {
          "{ hello }",
          "{ helo }",
          "{ __typename }",
          "{ __schema { types { name } } }",
          "{",
          "{ broken }"
        }) {
      String body = http.post("{\"query\": \"" + document + "\"}").body();
      assertThat(body)
          .contains("DOCUMENT_NOT_TRUSTED", "119")
          .isEqualTo(http.post("{\"query\": \"{ other }\"}").body());
    }
  }

  @Test
  void knowsNoDocumentThatHasLeft() {
    assertThat(http.post("{\"documentId\": \"" + RETIRED + "\"}").body())
        .contains("PERSISTED_QUERY_NOT_FOUND");
    assertThat(http.post("{\"query\": \"{\\n  now\\n}\\n\"}").body())
        .contains("DOCUMENT_NOT_TRUSTED");
    assertThat(http.post("{\"documentId\": \"sha256:0\"}").body())
        .contains("PERSISTED_QUERY_NOT_FOUND");
  }

  @Test
  void refusesATextThatItsIdDoesNotStandFor() {
    assertThat(http.post("{\"query\": \"{ now }\", \"documentId\": \"" + HELLO + "\"}").body())
        .contains("BAD_REQUEST");
  }
}
