package tw.shouwang.api.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.database.EmbeddedTest;

/// What a client sees over HTTP.
@MicronautTest(transactional = false)
class DirectoryIT implements EmbeddedTest {

  @Inject
  @Client("/")
  HttpClient http;

  @Inject JsonMapper json;

  @Test
  void answersOpenLinesOfADistrictWithEverythingACallerNeeds() throws Exception {
    JsonNode data =
        ask(
            """
            query ($area: AreaCode) {
              resources(filter: {area: $area, openNow: true}, at: "2026-05-06T10:00:00+08:00", first: 100) {
                totalCount
                pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
                edges { cursor distanceMetres }
                nodes {
                  id key kind status name purpose agency textLanguage network topics nationwide freeOfCharge
                  languages interpreterLanguages asOf verifiedAt freshness confidence shareText
                  availability { state reason nextChangeAt validUntil }
                  hours { alwaysOpen timezone holidayRule note inWords
                          weekly { weekday opens closes validFrom validUntil } sources { id } }
                  contacts { kind label dial telUri e164 url note freeOfCharge languages
                             coverage { code name } hours { inWords } availability { state } sources { id title url asOf } }
                  coverage { code name served parent { code name } }
                  location { lat lon address precision }
                  contactVia { key } supersededBy { key } supersedes { key }
                  alternatives { key }
                  sources { id title url asOf }
                }
              }
            }
            """,
            Map.of("area", "63000030"));
    JsonNode centre = node(at(data, "resources", "nodes"), "tpe.welfare-centre.63000030");
    assertThat(text(centre, "name")).isEqualTo("臺北市大安社會福利服務中心");
    assertThat(text(at(centre, "availability"), "state")).isEqualTo("OPEN");
    assertThat(text(at(centre, "availability"), "nextChangeAt"))
        .isEqualTo("2026-05-06T17:30:00+08:00");
    assertThat(text(at(centre, "hours"), "inWords")).startsWith("週一至週五 08:30–17:30");
    assertThat(text(at(centre, "contacts", 0), "dial")).isEqualTo("02-2700-0960");
    assertThat(text(at(centre, "location"), "precision")).isEqualTo("DISTRICT");
    for (JsonNode each : at(data, "resources", "nodes").values()) {
      assertThat(text(at(each, "availability"), "state")).isEqualTo("OPEN");
    }
  }

  /// C2: an id asks for the same view again; in a feed it is the entry's own.
  @Test
  void anIdNamesTheViewBelowTheFieldThatGaveIt() throws Exception {
    String numbers =
        "query ($area: AreaCode) { emergencyNumbers(area: $area) { id key contacts { dial } } }";
    JsonNode taipei = at(ask(numbers, Map.of("area", "63000")), "emergencyNumbers", 1);
    JsonNode anywhere = at(ask(numbers, Map.of()), "emergencyNumbers", 1);
    assertThat(text(taipei, "id")).isEqualTo(text(anywhere, "id") + "~a63000");

    String again =
        "query ($id: ID!) { node(id: $id) { id ... on Resource { key contacts { dial } } }"
            + " resource(id: $id) { id key contacts { dial } } }";
    JsonNode asked = ask(again, Map.of("id", text(taipei, "id")));
    assertThat(at(asked, "node")).isEqualTo(taipei);
    assertThat(at(asked, "resource")).isEqualTo(taipei);
    assertThat(ask(again, Map.of("id", text(anywhere, "id") + "~a99999")).toString())
        .as("an area that is not there")
        .isEqualTo(ask(again, Map.of("id", "x")).toString());
  }

  @Test
  void emergencyNumbersComeInTheirOrderWithTheTextNumbersOfTheArea() throws Exception {
    String query =
        "query ($area: AreaCode) { emergencyNumbers(area: $area) { key contacts { kind dial } } }";
    assertThat(keys(at(ask(query, Map.of()), "emergencyNumbers")))
        .containsExactly(
            "tw.emergency.110", "tw.emergency.119", "tw.hotline.113", "tw.hotline.1925");
    assertThat(words(ask(query, Map.of()))).doesNotContain("0911");
    assertThat(words(ask(query, Map.of("area", "63000030"))))
        .contains("0911511902")
        .doesNotContain("0911510495");
    assertThat(words(ask(query, Map.of("area", "65000"))))
        .contains("0911510495")
        .doesNotContain("0911511902", "0912995110");
    assertThat(words(ask(query, Map.of("area", "99999")))).doesNotContain("0911");
  }

  @Test
  void aSupersededLineAnswersWithItsSuccessor() throws Exception {
    JsonNode data =
        ask(
            """
            { resource(id: "tw.hotline.0800788995") { id status supersededBy { key supersedes { key } } } }
            """,
            Map.of());
    JsonNode old = at(data, "resource");
    assertThat(text(old, "status")).isEqualTo("SUPERSEDED");
    assertThat(text(at(old, "supersededBy"), "key")).isEqualTo("tw.hotline.1925");
    assertThat(text(at(old, "supersededBy", "supersedes", 0), "key"))
        .isEqualTo("tw.hotline.0800788995");
    JsonNode byId =
        ask(
            "query ($id: ID!) { node(id: $id) { id ... on Resource { key } }"
                + " nodes(ids: [$id, \"nothing\"]) { id } resource(id: $id) { key } }",
            Map.of("id", text(old, "id")));
    assertThat(text(at(byId, "node"), "key")).isEqualTo("tw.hotline.0800788995");
    assertThat(at(byId, "nodes", 1).isNull()).isTrue();
    assertThat(text(at(byId, "resource"), "key")).isEqualTo("tw.hotline.0800788995");
  }

  @Test
  void aBadArgumentTakesNoOtherAnswerAlong() throws Exception {
    JsonNode answer =
        send(
            """
            {
              a: resources(filter: {area: "99999"}) { totalCount }
              b: resources(first: 0) { totalCount }
              c: resources(first: 1000000) { totalCount }
              d: resources(after: "elsewhere") { totalCount }
              e: resources(at: "9999-01-01T00:00:00Z") { totalCount }
              f: resources(filter: {near: {lat: 91, lon: 0}}) { totalCount }
              g: areas(parent: "99999") { code }
              h: directoryChanges(since: "x", first: 0) { version }
              emergencyNumbers { key availability(at: "9999-01-01T00:00:00Z") { state reason } alternatives(first: -1) { key } }
            }
            """,
            Map.of());
    assertThat(at(answer, "data", "emergencyNumbers").size()).isEqualTo(4);
    List<String> codes = new ArrayList<>();
    at(answer, "errors")
        .values()
        .forEach(error -> codes.add(text(at(error, "extensions"), "code")));
    assertThat(codes)
        .containsExactlyInAnyOrder(
            "UNKNOWN_AREA",
            "INVALID_FIRST",
            "INVALID_FIRST",
            "INVALID_CURSOR",
            "INVALID_INSTANT",
            "INVALID_COORDINATES",
            "UNKNOWN_AREA",
            "INVALID_FIRST");
  }

  @Test
  void anOddTextOrPlaceTakesNoOtherAnswerAlong() throws Exception {
    for (String text : List.of("x".repeat(1_000), "家".repeat(1_000), "!?", "💥")) {
      JsonNode answer =
          send(
              """
              query ($text: String) {
                resources(filter: {text: $text}) { totalCount nodes { key } }
                areas(text: $text) { code }
                emergencyNumbers { key }
              }
              """,
              Map.of("text", text));
      assertThat(at(answer, "data", "emergencyNumbers").size()).isEqualTo(4);
      @Nullable JsonNode errors = answer.get("errors");
      if (errors != null) {
        errors
            .values()
            .forEach(error ->
                assertThat(text(at(error, "extensions"), "code")).isEqualTo("INVALID_TEXT"));
      }
    }
    for (double lat : new double[] {-90, 90, 0}) {
      JsonNode data =
          ask(
              "query ($lat: Float!) { resources(filter: {near: {lat: $lat, lon: 180}}, first: 1)"
                  + " { totalCount edges { distanceMetres } } }",
              Map.of("lat", lat));
      assertThat(at(data, "resources", "totalCount").getIntValue()).isPositive();
    }
  }

  @Test
  void anAppWithACopyLearnsWhetherItIsCurrent() throws Exception {
    JsonNode version =
        at(
            ask("{ directoryVersion { version builtAt resourceCount calendarUntil } }", Map.of()),
            "directoryVersion");
    assertThat(at(version, "resourceCount").getIntValue()).isEqualTo(330);
    assertThat(text(version, "calendarUntil")).isEqualTo("2027-12-31");
    JsonNode changes =
        ask(
            "query ($since: String!) { a: directoryChanges(since: $since) { version resync hasMore"
                + " upserts { key } removed } b: directoryChanges(since: \"other\") { resync } }",
            Map.of("since", text(version, "version")));
    assertThat(at(changes, "a", "upserts").size()).isZero();
    assertThat(at(changes, "a", "resync").getBooleanValue()).isFalse();
    assertThat(at(changes, "b", "resync").getBooleanValue()).isTrue();
  }

  @Test
  void areasAreFoundByCountyAndName() throws Exception {
    JsonNode data =
        ask(
            """
            { all: areas { code } taipei: areas(parent: "63000") { code served }
              daan: areas(text: "大安") { code name(language: EN) parent { code } } }
            """,
            Map.of());
    assertThat(at(data, "all").size()).isEqualTo(390);
    assertThat(at(data, "taipei").size()).isEqualTo(12);
    assertThat(text(at(data, "daan", 0), "name")).isEqualTo("Da'an District");
  }

  @Test
  void areasAreFoundByWhatTheyWereCalled() throws Exception {
    JsonNode data =
        ask(
            """
            { county: areas(text: "台北縣") { code } city: areas(text: "板橋市") { code }
              roman: areas(text: "sinjhuang") { code } part: areas(text: "淡水") { code } }
            """,
            Map.of());
    assertThat(text(at(data, "county", 0), "code")).isEqualTo("65000");
    assertThat(text(at(data, "city", 0), "code")).isEqualTo("65000010");
    assertThat(text(at(data, "roman", 0), "code")).isEqualTo("65000050");
    assertThat(text(at(data, "part", 0), "code")).isEqualTo("65000100");
  }

  private JsonNode ask(String query, Map<String, Object> variables) throws IOException {
    JsonNode answer = send(query, variables);
    assertThat(answer.get("errors")).as("%s", answer).isNull();
    return at(answer, "data");
  }

  private JsonNode send(String query, Map<String, Object> variables) throws IOException {
    byte[] answer =
        http.toBlocking()
            .retrieve(
                HttpRequest.POST("/graphql", Map.of("query", query, "variables", variables))
                    .accept("application/json"),
                byte[].class);
    return Objects.requireNonNull(json.readValue(answer, JsonNode.class));
  }

  private String words(JsonNode node) throws IOException {
    return json.writeValueAsString(node);
  }

  private static JsonNode at(JsonNode node, Object... path) {
    JsonNode here = node;
    for (Object step : path) {
      @Nullable JsonNode next =
          step instanceof Integer index ? here.get(index) : here.get((String) step);
      here = Objects.requireNonNull(next, step + " is missing in " + node);
    }
    return here;
  }

  private static String text(JsonNode node, String field) {
    return at(node, field).getStringValue();
  }

  private static List<String> keys(JsonNode nodes) {
    List<String> keys = new ArrayList<>();
    nodes.values().forEach(node -> keys.add(text(node, "key")));
    return keys;
  }

  private static JsonNode node(JsonNode nodes, String key) {
    for (JsonNode node : nodes.values()) {
      if (text(node, "key").equals(key)) {
        return node;
      }
    }
    throw new AssertionError("not in the answer: " + key);
  }
}
