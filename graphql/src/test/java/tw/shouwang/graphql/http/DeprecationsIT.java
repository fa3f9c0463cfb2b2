package tw.shouwang.graphql.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tw.shouwang.graphql.json.JsonReader;
import tw.shouwang.graphql.testing.Http;
import tw.shouwang.graphql.toy.ToldUses;

/// A client and an operator are told of what is deprecated.
@MicronautTest
class DeprecationsIT {

  private final Http http;
  private final ToldUses uses;

  DeprecationsIT(EmbeddedServer server, ToldUses uses) {
    this.http = new Http(server);
    this.uses = uses;
  }

  @BeforeEach
  void forget() {
    uses.take();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ time } | {} | Query.time | 2026-11-01",
        "{ ... on Query { time } } | {} | Query.time | 2026-11-01",
        "{ ...F } fragment F on Query { time } | {} | Query.time | 2026-11-01",
        "{ counted(by: \"d1\") } | {} | Query.counted(by:) | 2026-11-02",
        "{ takes(more: {often: 2}) } | {} | MoreInput.often | 2026-11-05",
        "query ($m: MoreInput) { takes(more: $m) } | {\"m\": {\"often\": 2}} | MoreInput.often"
            + " | 2026-11-05",
        "query ($m: MoreInput = {often: 1}) { takes(more: $m) } | {} | MoreInput.often"
            + " | 2026-11-05",
      })
  void tellsTheClient(String query, String variables, String at, String since) {
    HttpResponse<String> answer = post(query, variables);
    assertThat(answer.body()).contains("\"data\":");
    assertThat(parts(answer)).extracting(part -> part.get("at")).containsExactly(at);
    assertThat(parts(answer).getFirst())
        .containsEntry("since", since)
        .containsEntry("use", at.contains("by") ? "key" : at.contains("often") ? "times" : "now")
        .hasEntrySatisfying("reason", reason -> assertThat(reason).asString().startsWith(since));
    // The first second of that day in Taiwan.
    assertThat(answer.headers().firstValue("Deprecation"))
        .contains("@" + java.time.Instant.parse(since + "T00:00:00+08:00").getEpochSecond());
    assertThat(uses.take()).containsExactly("public null [" + at + "]");
  }

  @Test
  void tellsNothingOfWhatIsNotDeprecated() {
    HttpResponse<String> answer = post("{ now takes(more: {times: 2}) }", "{}");
    assertThat(answer.headers().firstValue("Deprecation")).isEmpty();
    assertThat(answer.body()).doesNotContain("extensions");
    assertThat(uses.take()).isEmpty();
  }

  /// Finding 25: of several operations, what the one that runs uses, through its fragments too.
  @Test
  void tellsOfTheOperationThatRuns() {
    String both =
        "query New { now } query Old { ...F } fragment F on Query { ...G } fragment G on Query {"
            + " time }";
    String body = "{\"query\": \"" + both + "\", \"operationName\": \"%s\"}";
    HttpResponse<String> current = http.post(body.formatted("New"));
    assertThat(current.body()).contains("\"now\"").doesNotContain("extensions");
    assertThat(current.headers().firstValue("Deprecation")).isEmpty();
    assertThat(parts(http.post(body.formatted("Old"))))
        .extracting(part -> part.get("at"))
        .containsExactly("Query.time");
  }

  /// The padding of an answer about a case stands beside it.
  @Test
  void tellsItInAPaddedAnswerToo() {
    HttpResponse<String> answer =
        post(
            "mutation ($i: KeepInput!) { keep(input: $i) { __typename } }",
            "{\"i\": {\"secret\": \"1234567\", \"words\": \"a\", \"labels\": [\"RED\","
                + " \"CRIMSON\"], \"more\": {\"often\": 1}}}");
    assertThat(answer.body()).contains("\"__typename\":\"Kept\"");
    assertThat(parts(answer))
        .extracting(part -> part.get("at"))
        .containsExactly("Label.CRIMSON", "MoreInput.often");
    assertThat(extensions(answer)).containsKeys("deprecations", "padding");
    assertThat(answer.body().getBytes(StandardCharsets.UTF_8)).hasSize(1_024);
    assertThat(answer.headers().firstValue("Deprecation"))
        .as("the earliest")
        .contains("@" + java.time.Instant.parse("2026-11-02T16:00:00Z").getEpochSecond());
  }

  @Test
  void countsAnAnswerThatWasKeptToo() {
    String[] query = {"query", "{ counted(by: \"d2\") }"};
    List<HttpResponse<String>> answers =
        IntStream.range(0, 5).mapToObj(asked -> http.get(query)).toList();
    assertThat(answers.get(3).body()).isEqualTo(answers.get(4).body());
    assertThat(answers)
        .allSatisfy(answer -> assertThat(answer.headers().firstValue("Deprecation")).isNotEmpty());
    String etag = answers.getLast().headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> unchanged = http.get(to -> to.header("If-None-Match", etag), query);
    assertThat(unchanged.statusCode()).isEqualTo(304);
    assertThat(unchanged.headers().firstValue("Deprecation")).isNotEmpty();
    assertThat(uses.take()).hasSize(6).containsOnly("public null [Query.counted(by:)]");
  }

  /// A trusted document goes by the names of its operations; of others not even that is kept.
  @Test
  void namesOnlyTrustedDocuments() {
    post("query OldTime {\n  time\n}\n", "{}");
    post("query MyNameIsLin { time }", "{}");
    assertThat(uses.take())
        .containsExactly("public OldTime [Query.time]", "public null [Query.time]");
  }

  private HttpResponse<String> post(String query, String variables) {
    return http.post(
        "{\"query\": \"%s\", \"variables\": %s}"
            .formatted(query.replace("\"", "\\\"").replace("\n", "\\n"), variables));
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> parts(HttpResponse<String> answer) {
    return (List<Map<String, Object>>)
        Objects.requireNonNull(extensions(answer).get("deprecations"));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> extensions(HttpResponse<String> answer) {
    return (Map<String, Object>)
        Objects.requireNonNull(
            Objects.requireNonNull(JsonReader.object(answer.body())).get("extensions"));
  }
}
