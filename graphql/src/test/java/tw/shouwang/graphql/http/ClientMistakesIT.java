package tw.shouwang.graphql.http;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.GraphQLSchema;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tw.shouwang.graphql.SchemaSlice;
import tw.shouwang.graphql.execution.Engines;
import tw.shouwang.graphql.json.JsonWriter;
import tw.shouwang.graphql.testing.Http;
import tw.shouwang.graphql.testing.RandomOperations;

/// S2, S6, S7, W2: a client's mistake is answered as one and never as a fault of the service.
@MicronautTest
class ClientMistakesIT {

  private static final int OPERATIONS = 1_500;

  private final Http http;
  private final GraphQLSchema schema;

  ClientMistakesIT(EmbeddedServer server, Engines engines) {
    this.http = new Http(server);
    this.schema = engines.of(SchemaSlice.PUBLIC).schema();
  }

  /// S6: an explicit null for a variable with a default is a client's mistake.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "query($v: Boolean = true) { now @include(if: $v) }",
        "query($v: Boolean = true) { now @skip(if: $v) }",
        "query($v: Boolean = true) { ...F } fragment F on Query { now @include(if: $v) }",
        "query($v: Int = 1) { takes(count: $v) }",
        "query($v: Boolean = true) { takes(flag: $v) }",
        "query($v: Int = 1) { takes(more: {least: $v}) }",
        "query($v: ID = 1) { takes(ids: [$v]) }",
        "query($v: [Int!] = [1]) { sum(of: $v) }",
        "mutation($s: Secret!, $w: String!, $v: Label = RED) { keep(input: {secret: $s, words: $w,"
            + " labels: [$v]}) { __typename } }",
      })
  void answersANullForADefaultInAPlaceWithoutNull(String document) {
    Map<String, @Nullable Object> variables = new HashMap<>();
    variables.put("v", null);
    variables.put("s", "1234567");
    variables.put("w", "a");
    variables.keySet().removeIf(name -> !document.contains("$" + name + ":"));
    assertThat(post(document, variables).body())
        .contains("BAD_USER_INPUT")
        .doesNotContain("INTERNAL");
  }

  /// S6: a malformed document is a client's mistake.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          { __type(name: "Tree") { fields(includeDeprecated: null) { name } } }  | BAD_USER_INPUT
          { __type(name: "Label") { enumValues(includeDeprecated: null) { name } } } | BAD_USER_INPUT
          { a: __type(name: "Tree") { name } b: __type(name: "Echo") { name } } | LIMIT_EXCEEDED
          { __schema { types { fields { type { fields { name } } } } } } | LIMIT_EXCEEDED
          subscription { ticks(to: 1) @include(if: true) } | GRAPHQL_VALIDATION_FAILED
          subscription { ticks(to: 1) @skip(if: true) } | GRAPHQL_VALIDATION_FAILED
          subscription { ... @skip(if: true) { ticks(to: 1) } } | GRAPHQL_VALIDATION_FAILED
          subscription { ...F @include(if: false) } fragment F on Subscription { ticks(to: 1) } | GRAPHQL_VALIDATION_FAILED
          { takes(text: "\\u{80000000}") } | GRAPHQL_PARSE_FAILED
          { takes(text: "\\u{110000}") } | GRAPHQL_PARSE_FAILED
          { takes(text: "\\u{}") } | GRAPHQL_PARSE_FAILED
          { takes(text: "\\u{D83D}\\u{DE00}") } | data
          { takes(text: "\\uD83D") } | GRAPHQL_PARSE_FAILED
          { takes(text: "\\u0000") } | BAD_USER_INPUT
          { takes(text: "\\u{0}") } | BAD_USER_INPUT
          query($v: String = "\\u0000") { takes(text: $v) } | BAD_USER_INPUT
          { takes(ratio: 1e1000) } | GRAPHQL_VALIDATION_FAILED
          { takes(ratio: -1e1000) } | GRAPHQL_VALIDATION_FAILED
          { takes(more: {ratio: 1e400}) } | GRAPHQL_VALIDATION_FAILED
          query($v: Float = 1e1000) { takes(ratio: $v) } | GRAPHQL_VALIDATION_FAILED
          { takes(count: 2147483648) } | GRAPHQL_VALIDATION_FAILED
          { takes(count: 1e3) } | GRAPHQL_VALIDATION_FAILED
          { takes(id: true) } | GRAPHQL_VALIDATION_FAILED
          { takes(id: 1.5) } | GRAPHQL_VALIDATION_FAILED
          { takes(id: A) } | GRAPHQL_VALIDATION_FAILED
          { takes(id: {}) } | GRAPHQL_VALIDATION_FAILED
          { takes(id: []) } | GRAPHQL_VALIDATION_FAILED
          { takes(ids: [1, "a", 1.0]) } | GRAPHQL_VALIDATION_FAILED
          query($v: ID = 1.5) { takes(id: $v) } | GRAPHQL_VALIDATION_FAILED
          """)
  void answersWhatIsWrongInTheDocument(String document, String code) {
    HttpResponse<String> answer = post(document, Map.of());
    assertThat(answer.body()).contains(code).doesNotContain("INTERNAL");
    assertThat(answer.statusCode()).isEqualTo(answer.body().contains("\"data\"") ? 200 : 400);
  }

  /// S6: a document of the greatest possible depth is refused and causes no fault.
  @ParameterizedTest
  @ValueSource(strings = {"{ a", "{ ... ", "[", "{a:"})
  void answersWhatIsTooDeep(String step) {
    boolean value = step.startsWith("[") || step.contains(":");
    String deep = step.repeat(1_900);
    String body = value ? "{ takes(more: " + deep : deep;
    String end = step.startsWith("[") ? "1" + "]".repeat(1_900) : "1" + "}".repeat(1_900);
    String document = value ? body + end + ") }" : body + " { now }" + "}".repeat(1_900);

    assertThat(post(document, Map.of()).body())
        .containsAnyOf("LIMIT_EXCEEDED", "GRAPHQL_PARSE_FAILED")
        .doesNotContain("INTERNAL");
    assertThat(
            post(
                    "query($v: " + "[".repeat(1_000) + "Int" + "]".repeat(1_000) + ") { now }",
                    Map.of())
                .body())
        .contains("\"code\":\"")
        .doesNotContain("INTERNAL");
  }

  /// S7, W2, S6: a fraction is not an id, because two of them could become the same id.
  @Test
  void takesOnlyStringsAndIntegersAsIds() {
    for (Object wrong :
        List.of(true, 1.5, 1e20, Map.of(), List.of(), List.of("a"), "x".repeat(1_025))) {
      assertThat(post("query($v: ID) { takes(id: $v) }", Map.of("v", wrong)).body())
          .as("%s", wrong)
          .containsAnyOf("BAD_USER_INPUT", "LIMIT_EXCEEDED")
          .doesNotContain("\"data\"");
    }
    for (String wrong : List.of("1e500", "\"a\\u0000\"", "\"\\ud800\"", "\"\\udc00\\ud800\"")) {
      assertThat(
              http.post(
                      "{\"query\":\"query($v: ID) { takes(id: $v) }\",\"variables\":{\"v\":"
                          + wrong
                          + "}}")
                  .body())
          .as(wrong)
          .contains("BAD_USER_INPUT");
    }
    assertThat(post("query($v: ID) { takes(id: $v) }", Map.of("v", "😀 1")).body())
        .contains("id=😀 1");
    assertThat(
            http.post(
                    "{\"query\":\"query($v: ID) { takes(id: $v)"
                        + " }\",\"variables\":{\"v\":123456789012345678901}}")
                .body())
        .contains("id=123456789012345678901");
    assertThat(post("{ takes(id: 123456789012345678901) }", Map.of()).body())
        .contains("id=123456789012345678901");
  }

  /// W2: only where the schema takes somebody's own words may a query's text be longer.
  @Test
  void takesALongTextOnlyWhereTheSchemaSaysSo() {
    String text = "x".repeat(20_000);
    String object = "query($v: StoryInput) { told(story: $v) }";
    assertThat(
            List.of(
                post("query($v: String) { told(words: $v) }", Map.of("v", text)).body(),
                post("query($v: String) { told(story: {words: $v}) }", Map.of("v", text)).body(),
                post(object, Map.of("v", Map.of("words", text))).body(),
                post(object, Map.of("v", Map.of("before", List.of(Map.of("words", text))))).body()))
        .allMatch(body -> body.contains("\"data\":{\"told\":2"));
    assertThat(
            List.of(
                post(object, Map.of("v", Map.of("key", text))).body(),
                post(object, Map.of("v", Map.of("before", Map.of("key", text)))).body(),
                post(object, Map.of("v", Map.of(text, "words"))).body(),
                post("query($v: String) { told(words: $v, story: {key: $v}) }", Map.of("v", text))
                    .body()))
        .allMatch(body -> body.contains("\"limit\":\"textCharacters\""));
  }

  /// W2: the length of query texts is limited, because they become keys of a cache.
  @Test
  void boundsTheTextsOfWhatReads() {
    for (Object wrong :
        List.of("x".repeat(1_025), List.of("x".repeat(1_025)), Map.of("a", "x".repeat(1_025)))) {
      assertThat(post("query($v: String) { counted(key: $v) }", Map.of("v", wrong)).body())
          .contains("LIMIT_EXCEEDED", "\"limit\":\"textCharacters\"", "\"most\":1024");
    }
    assertThat(
            post("query($v: String) { counted(key: $v) }", Map.of("v", "x".repeat(1_024))).body())
        .contains("\"data\"");
    assertThat(
            post(
                    "mutation($i: KeepInput!) { keep(input: $i) { ... on Kept { words } } }",
                    Map.of("i", Map.of("secret", "1234567", "words", "a ".repeat(1_500) + "b")))
                .body())
        .contains("\"words\":1501");
  }

  /// S2: a moment outside the years 1 to 9999 is refused.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "-999999999-01-01T00:00:00+18:00",
        "+999999999-12-31T23:59:59-18:00",
        "10000-01-01T00:00:00Z",
        "0000-06-01T00:00:00Z",
        "0001-01-01T00:00:00+09:00",
        "9999-12-31T23:59:59Z",
        "2026-01-01T00:00Z",
        "2026-01-01T00:00:00",
        "2026-01-01T00:00:00+08",
        "2026-01-01T00:00:00+08:00:30",
        "2026-01-01T24:00:01Z",
        "2026-01-01 00:00:00Z",
        "２０２６-01-01T00:00:00Z"
      })
  void refusesAMomentThatCannotBeTold(String at) {
    assertThat(post("query($v: DateTime) { echo(at: $v) { at } }", Map.of("v", at)).body())
        .contains("BAD_USER_INPUT");
    assertThat(post("{ echo(at: \"" + at + "\") { at } }", Map.of()).body())
        .contains("GRAPHQL_VALIDATION_FAILED");
  }

  /// S2: a day outside the years 1 to 9999 is refused.
  @ParameterizedTest
  @ValueSource(strings = {"+10000-01-01", "-0001-01-01", "0000-01-01", "2026-1-1", "99999-01-01"})
  void refusesADayThatCannotBeTold(String day) {
    assertThat(post("query($v: Date) { echo(day: $v) { day } }", Map.of("v", day)).body())
        .contains("BAD_USER_INPUT");
    assertThat(post("{ echo(day: \"" + day + "\") { day } }", Map.of()).body())
        .contains("GRAPHQL_VALIDATION_FAILED");
  }

  /// S2: the first and the last accepted year are written correctly.
  @Test
  void tellsTheEndsOfTheYearsItTakes() {
    assertThat(
            post(
                    "{ a: echo(at: \"0001-01-01T00:00:00+08:00\") { at } b: echo(at:"
                        + " \"9999-12-31t15:59:59.999999999z\") { at } c: echo(day: \"0001-01-01\")"
                        + " { day } d: echo(day: \"9999-12-31\") { day } }",
                    Map.of())
                .body())
        .isEqualTo(
            """
            {"data":{"a":{"at":"0001-01-01T00:00:00+08:00"},"b":{"at":"9999-12-31T23:59:59+08:00"},\
            "c":{"day":"0001-01-01"},"d":{"day":"9999-12-31"}}}\
            """);
  }

  /// S2: a stored time that cannot be written makes only its own field null.
  @Test
  void takesNoOtherFieldAlongWithOneThatCannotBeWritten() {
    assertThat(post("{ odd { farMoment farDay plain } }", Map.of()).body())
        .isEqualTo("{\"data\":{\"odd\":{\"farMoment\":null,\"farDay\":null,\"plain\":\"plain\"}}}");
    assertThat(post("{ odd { thrown label plain } now }", Map.of()).body())
        .contains(
            "\"odd\":{\"thrown\":null,\"label\":null,\"plain\":\"plain\"}",
            "\"path\":[\"odd\",\"thrown\"]",
            "\"path\":[\"odd\",\"label\"]",
            "\"now\":\"2026")
        .doesNotContain("MARKER");
  }

  /// S6: random operations with hostile values, and the same with a broken text.
  @Test
  void answersNothingAsItsOwnFault() {
    List<String> failures = new ArrayList<>();
    int answered = 0;
    for (int seed = 0; seed < OPERATIONS; seed++) {
      Random random = new Random(seed);
      RandomOperations operations = new RandomOperations(schema, samples(), seed, 0.2);
      RandomOperations.Made made =
          seed % 4 == 0
              ? operations.mutation(Objects.requireNonNull(schema.getMutationType()))
              : operations.query();
      String document = seed % 3 == 0 ? broken(made.document(), random) : made.document();
      if (document.contains("slow")
          || document.contains("broken")
          || document.contains("odd")
          || document.contains("stopStreams")) {
        continue;
      }
      HttpResponse<String> answer = post(document, made.variables());
      answered += answer.body().startsWith("{\"data\"") ? 1 : 0;
      if (answer.body().contains("INTERNAL") || answer.statusCode() >= 500) {
        failures.add(seed + ": " + answer.body() + "\n" + document + "\n" + made.variables());
      }
    }
    assertThat(failures).isEmpty();
    assertThat(answered).isGreaterThan(OPERATIONS / 10);
  }

  private static Map<String, List<?>> samples() {
    return Map.of(
        "Secret", List.of("1234567"),
        "DateTime", List.of("2026-11-22T10:00:00+08:00"),
        "Date", List.of("2026-11-22"),
        "LanguageTag", List.of("vi"),
        "ID", List.of("a", 7),
        "String", List.of("a", "守望"),
        "Int", List.of(1, 20),
        "Float", List.of(0.5),
        "Boolean", List.of(true, false));
  }

  /// Deletes, repeats, exchanges or replaces a few words of the document.
  private static String broken(String document, Random random) {
    String[] odd = {
      "null",
      "1e1000",
      "\"\\u0000\"",
      "\"\\u{FFFFFFFF}\"",
      "$v0",
      "@skip(if: null)",
      "@include(if: $v0)",
      "...",
      "{",
      "}",
      "[[]]",
      "{a: {b: 1}}",
      "__typename",
      "__type(name: null) { name }",
      "\"\"\"",
      "@defer",
      "@experimental_disableErrorPropagation",
      "subscription",
      "fragment F on Query",
      "-",
      "99999999999999999999",
      "\uFEFF",
      "#\n",
      "&",
      "extend schema"
    };
    List<String> words = new ArrayList<>(List.of(document.split("(?<=[ (){}:])|(?=[ (){}:])")));
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(words.size());
      switch (random.nextInt(4)) {
        case 0 -> words.set(at, "");
        case 1 -> words.add(at, words.get(random.nextInt(words.size())));
        case 2 -> words.set(at, odd[random.nextInt(odd.length)]);
        default -> words.add(at, " " + odd[random.nextInt(odd.length)] + " ");
      }
    }
    return String.join("", words);
  }

  private HttpResponse<String> post(
      String document, Map<String, ? extends @Nullable Object> variables) {
    byte[] json = JsonWriter.write(Map.of("query", document, "variables", variables));
    return http.post(
        new String(json, StandardCharsets.UTF_8),
        to -> to.header("Accept", "application/graphql-response+json"));
  }
}
