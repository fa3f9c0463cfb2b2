package tw.shouwang.graphql.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tw.shouwang.graphql.testing.Http;

/// B10, C7, S12: error details for client developers.
@MicronautTest
class ErrorsForDevelopersIT {

  private static final String UNKNOWN = "0123456789abcdef".repeat(4);

  private final Http http;

  ErrorsForDevelopersIT(EmbeddedServer server) {
    this.http = new Http(server);
  }

  /// B10: Apollo's clients recognize this message and then send the document's text.
  @Test
  void tellsApollosClientsInTheirProtocolsWordsToSendTheText() {
    String persisted =
        "\"extensions\":{\"persistedQuery\":{\"version\":1,\"sha256Hash\":\"" + UNKNOWN + "\"}}";

    assertThat(http.post("{" + persisted + "}", to -> to.header("Accept-Language", "en")).body())
        .contains(
            "\"message\":\"PersistedQueryNotSupported\"",
            "\"code\":\"PERSISTED_QUERY_NOT_SUPPORTED\"",
            "\"explanation\":\"Documents are not learnt by their hash here.");
    assertThat(http.post("{\"documentId\":\"" + UNKNOWN + "\"}").body())
        .contains("PERSISTED_QUERY_NOT_FOUND")
        .doesNotContain("PersistedQueryNotSupported");
  }

  /// C6: what a slice adds to the errors of a refused request is also in those of a field.
  @Test
  void addsToTheErrorOfAFieldWhatItAddsToARefusal() {
    String keep =
        "{\"query\":\"mutation($i: KeepInput!) { keep(input: $i) { __typename } }\",\"variables\":"
            + "{\"i\":{\"secret\":\"%s\",\"words\":\"a fault\"}}}";

    assertThat(http.post(keep.formatted("1234567")).body())
        .contains("\"path\":[\"keep\"]", "\"code\":\"INTERNAL\"", "\"emergency\":\"119\"");
    assertThat(http.post(keep.formatted("12")).body())
        .contains("\"code\":\"INVALID_SECRET\"", "\"emergency\":\"119\"");
  }

  @Test
  void saysWhyItTakesNoBatch() {
    for (String batch : new String[] {"[{\"query\":\"{ now }\"}]", " \n[]", "[1, 2]"}) {
      assertThat(http.post(batch).statusCode()).isEqualTo(400);
      assertThat(http.post(batch).body()).contains("\"code\":\"BATCH_NOT_SUPPORTED\"");
    }
    assertThat(http.post("{").body()).contains("\"code\":\"BAD_REQUEST\"");
  }

  /// C7: a subscription at the wrong address is told the right one.
  @Test
  void saysWhereSubscriptionsLive() {
    assertThat(http.post("{\"query\":\"subscription { ticks(to: 1) }\"}").body())
        .contains(
            "NOT_ACCEPTABLE",
            "\"text/event-stream\":\"/stream\"",
            "\"graphql-transport-ws\":\"/ws\"");
  }

  /// C7: the error names the variable's path, the rule and the expected type.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"words": "MARKER"} | input.secret | REQUIRED | Secret!
          {"secret": "1234567", "words": null} | input.words | REQUIRED | String!
          {"secret": "MARKER!", "words": 7} | input.words | WRONG_TYPE | String!
          {"secret": "MARKERS", "words": "a", "labels": ["RED", "MARKER"]} | input.labels[1] | NO_SUCH_VALUE | Label!
          {"secret": "1234567", "words": "a", "labels": [1]} | input.labels[0] | WRONG_TYPE | Label!
          {"secret": "1234567", "words": "a", "more": {"times": "MARKER"}} | input.more.times | WRONG_TYPE | Int
          {"secret": "1234567", "words": "a", "more": {"MARKER": 1}} | input.more | NO_SUCH_FIELD | MoreInput
          {"secret": "1234567", "words": "a", "more": "MARKER"} | input.more | WRONG_TYPE | MoreInput
          null | input | REQUIRED | KeepInput!
          """)
  void saysWhatIsWrongWithVariables(String input, String at, String rule, String expected) {
    assertThat(
            http.post(
                    "{\"query\":\"mutation($input: KeepInput!) { keep(input: $input) { __typename }"
                        + " }\",\"variables\":{\"input\":"
                        + input
                        + "}}")
                .body())
        .contains(
            "\"code\":\"BAD_USER_INPUT\"",
            "\"at\":\"" + at + "\"",
            "\"rule\":\"" + rule + "\"",
            "\"expected\":\"" + expected + "\"")
        .doesNotContain("MARKER");
  }

  /// C7: the error names the place in the document and the rule.
  @Test
  void saysWhereADocumentDoesNotFit() {
    assertThat(http.post("{\"query\":\"{ tree { children { nam } } }\"}").body())
        .contains("\"rule\":\"FieldUndefined\"", "\"locations\":[{\"line\":1,\"column\":21}]")
        .doesNotContain("nam\"");
  }

  /// C7: a literal that does not fit is named like a variable.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          takes(count: MARKER) | count | Int!
          takes(text: 7) | text | String
          takes(more: {times: [1, MARKER]}) | more.times | Int
          takes(more: {MARKER: 1}) | more | MoreInput
          takes(ids: [1, {MARKER: 2}]) | ids[1] | ID!
          takes(flag: null) | flag | Boolean!
          echo(language: MARKER) { language } | language | Language
          echo(day: 7) { day } | day | Date
          """)
  void saysWhatIsWrongWithALiteral(String field, String at, String expected) {
    assertThat(http.post("{\"query\":\"{ hello " + field + " noSuch }\"}").body())
        .contains(
            "\"code\":\"GRAPHQL_VALIDATION_FAILED\"",
            "\"at\":\"" + at + "\"",
            "\"expected\":\"" + expected + "\"")
        .containsOnlyOnce("\"at\"")
        .doesNotContain("MARKER");
  }

  /// S12: the order of fields in an input object makes no conflict.
  @Test
  void takesInputObjectsForEqualWhateverTheOrderOfTheirFields() {
    assertThat(
            http.post(
                    "{\"query\":\"{ takes(more: {times: 1, least: 2}) takes(more: {least: 2, times:"
                        + " 1}) }\"}")
                .body())
        .contains("\"data\"");
    assertThat(
            http.post(
                    "{\"query\":\"{ takes(more: {times: 1, least: 2}) takes(more: {least: 1, times:"
                        + " 2}) }\"}")
                .body())
        .contains("\"rule\":\"FieldsConflict\"");
  }
}
