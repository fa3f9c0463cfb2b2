package tw.shouwang.graphql.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

@MicronautTest
class GraphQlHttpIT {

  private final EmbeddedServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  GraphQlHttpIT(EmbeddedServer server) {
    this.server = server;
  }

  @Test
  void answersAQueryInTheOrderAskedFor() throws Exception {
    HttpResponse<String> answer =
        ask("{ animals { __typename name ... on Dog { loudness } ... on Cat { friendly } } now }");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValue("application/json; charset=utf-8");
    assertThat(answer.body())
        .isEqualTo(
            """
            {"data":{"animals":[{"__typename":"Dog","name":"Kuro","loudness":7},\
            {"__typename":"Cat","name":"Mimi","friendly":false}],\
            "now":"2026-11-22T18:30:00+08:00"}}\
            """);
  }

  @Test
  void readsScalarsAndTheLanguageIntoTheirOwnTypes() throws Exception {
    assertThat(
            ask("""
            { echo(day: \\"2026-01-02\\", at: \\"2026-01-02T00:00:00Z\\", tag: \\"zh-tw\\", language: EN)
              { day at tag language languageClass } }\
            """)
                .body())
        .isEqualTo(
            """
            {"data":{"echo":{"day":"2026-01-02","at":"2026-01-02T08:00:00+08:00","tag":"zh-TW",\
            "language":"EN","languageClass":"Language"}}}\
            """);
  }

  @Test
  void readsAnInputObjectIntoARecord() throws Exception {
    assertThat(
            send("""
            {"query": "mutation K($i: KeepInput!) { keep(input: $i) { __typename ... on Kept { words labels times } } }",
             "variables": {"i": {"secret": "1234567", "words": "a b c", "labels": ["RED"], "more": {"times": 2}}}}\
            """)
                .body())
        .startsWith(
            """
            {"data":{"keep":{"__typename":"Kept","words":3,"labels":["RED"],"times":2}},\
            """);
  }

  @Test
  void masksAFaultBehindAnId() throws Exception {
    String body = ask("{ broken }").body();

    assertThat(body)
        .startsWith("{\"errors\":[{\"message\":\"系統發生錯誤")
        .contains("\"path\":[\"broken\"]", "\"code\":\"INTERNAL\"")
        .containsPattern("\"id\":\"[0-9a-f]{16}\"")
        .endsWith("\"data\":{\"broken\":null}}")
        .doesNotContain("select", "IllegalState");
  }

  @Test
  void tellsAClientsMistakeInTheClientsLanguage() throws Exception {
    HttpResponse<String> answer =
        send("{\"query\": \"{ refused }\"}", to -> to.header("Accept-Language", "en"));

    assertThat(answer.body()).contains("\"message\":\"too far en\"", "\"code\":\"TOO_FAR\"");
    assertThat(answer.headers().firstValue("Content-Language")).hasValue("en");
    assertThat(answer.headers().firstValue("Vary")).hasValue("Accept, Accept-Language");
  }

  @Test
  void keepsTheCodeOfAScalarAndNeverRepeatsTheValue() throws Exception {
    String body =
        send("""
        {"query": "mutation($i: KeepInput!) { keep(input: $i) { __typename } }",
         "variables": {"i": {"secret": "MARKER", "words": "x"}}}\
        """)
            .body();

    assertThat(body)
        .contains("\"code\":\"INVALID_SECRET\"", "\"emergency\":\"119\"")
        .doesNotContain("MARKER");
  }

  @Test
  void neverRepeatsWhatWasSent() throws Exception {
    assertThat(ask("{ MARKER ").body()).contains("GRAPHQL_PARSE_FAILED").doesNotContain("MARKER");
    assertThat(ask("{ hello(MARKER: 1) helo }").body())
        .contains("GRAPHQL_VALIDATION_FAILED", "UnknownArgument", "FieldUndefined")
        .doesNotContain("MARKER", "hello", "mean");
    assertThat(ask("{ echo(day: \\\"MARKER\\\") { day } }").body())
        .contains("GRAPHQL_VALIDATION_FAILED")
        .doesNotContain("MARKER");
    assertThat(
            send("""
            {"query": "query($n: Label) { hello }", "variables": {"n": "MARKER"}}\
            """)
                .body())
        .doesNotContain("MARKER");
    assertThat(
            send("""
            {"query": "query($d: Date) { echo(day: $d) { day } }", "variables": {"d": "MARKER"}}\
            """)
                .body())
        .contains("BAD_USER_INPUT")
        .doesNotContain("MARKER");
    assertThat(
            send("""
            {"query": "mutation($i: KeepInput!) { keep(input: $i) { __typename } }",
             "variables": {"i": {"MARKER": 1}}}\
            """)
                .body())
        .contains("BAD_USER_INPUT", "119")
        .doesNotContain("MARKER", "INTERNAL");
  }

  @Test
  void givesTheEmergencyNumbersWhereSomebodyMayHaveAskedForHelp() throws Exception {
    assertThat(send("{").body()).contains("BAD_REQUEST", "119");
    assertThat(ask("mutation {").body()).contains("119");
    assertThat(ask("mutation { keep { __typename } }").body()).contains("119");
    assertThat(ask("mutation { ...F } fragment F on Mutation { keep }").body()).contains("119");
    assertThat(ask("{ helo }").body()).doesNotContain("119");
  }

  @Test
  void answersWithTheStatusThatTheMediaTypeDemands() throws Exception {
    UnaryOperator<HttpRequest.Builder> modern =
        to -> to.header("Accept", "application/graphql-response+json");

    assertThat(send("{\"query\": \"{ helo }\"}").statusCode()).isEqualTo(200);
    assertThat(send("{\"query\": \"{ helo }\"}", modern).statusCode()).isEqualTo(400);
    assertThat(send("{\"query\": 7}").statusCode()).isEqualTo(400);
    assertThat(send("[]").statusCode()).isEqualTo(400);
    assertThat(send("{}", to -> to.header("Accept", "text/html")).statusCode()).isEqualTo(406);
    assertThat(send("{}", to -> to.setHeader("Content-Type", "text/plain")).statusCode())
        .isEqualTo(415);
    assertThat(send("{\"query\": \"" + " ".repeat(70_000) + "{now}\"}").statusCode())
        .isEqualTo(413);
  }

  @Test
  void answersGetForQueriesAndNamesTheMethodsThatWouldDo() throws Exception {
    assertThat(
            get("/graphql?query=query($n:String)%7Bhello(name:$n)%7D&variables=%7B%22n%22:%22%E6%9D%8E%22%7D&unknown=1")
                .body())
        .isEqualTo("{\"data\":{\"hello\":\"Hello 李\"}}");

    HttpResponse<String> mutation = get("/graphql?query=mutation%7B__typename%7D");
    assertThat(mutation.statusCode()).isEqualTo(405);
    assertThat(mutation.headers().firstValue("Allow")).hasValue("POST");

    HttpResponse<String> put = send("{}", to -> to.PUT(BodyPublishers.ofString("{}")));
    assertThat(put.statusCode()).isEqualTo(405);
    assertThat(put.headers().firstValue("Allow")).hasValue("GET, HEAD, POST");
  }

  @Test
  void runsTheOperationThatIsNamed() throws Exception {
    String document = "\"query\": \"query A { a: hello } query B { b: hello }\"";

    assertThat(send("{" + document + ", \"operationName\": \"B\"}").body())
        .isEqualTo("{\"data\":{\"b\":\"Hello world\"}}");
    assertThat(send("{" + document + "}").body()).contains("OPERATION_RESOLUTION_FAILURE");
    assertThat(send("{" + document + ", \"operationName\": \"C\"}").body())
        .contains("OPERATION_RESOLUTION_FAILURE");
  }

  @Test
  void refusesASecretInTheTextWithoutRepeatingIt() throws Exception {
    assertThat(ask("{ vault(secret: \\\"1234567\\\") }").body())
        .contains("INLINE_SECRET")
        .doesNotContain("1234567");
  }

  @Test
  void refusesLongListsAmongTheVariables() throws Exception {
    String document =
        "{\"query\": \"query($of: [Int!]!) { sum(of: $of) }\", \"variables\": {\"of\": ";

    assertThat(send(document + "[" + "1,".repeat(99) + "1]}}").body())
        .isEqualTo("{\"data\":{\"sum\":100}}");
    assertThat(send(document + "[" + "1,".repeat(100) + "1]}}").body())
        .contains("LIMIT_EXCEEDED", "\"limit\":\"listItems\"", "\"most\":100");
  }

  @Test
  void servesGraphiQlFromTheJar() throws Exception {
    assertThat(get("/graphiql").body()).contains("/graphiql/start.js");
    for (String asset : new String[] {"react.js", "react-dom.js", "graphiql.js", "graphiql.css"}) {
      assertThat(get("/graphiql/" + asset).statusCode()).as(asset).isEqualTo(200);
    }
  }

  private HttpResponse<String> ask(String document) throws Exception {
    return send("{\"query\": \"" + document.replace("\n", " ") + "\"}");
  }

  private HttpResponse<String> send(String json) throws Exception {
    return send(json, UnaryOperator.identity());
  }

  private HttpResponse<String> send(String json, UnaryOperator<HttpRequest.Builder> more)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address("/graphql"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json));
    return client.send(more.apply(request).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(address(path)).build(), BodyHandlers.ofString());
  }

  private URI address(String path) {
    return server.getURI().resolve(path);
  }
}
