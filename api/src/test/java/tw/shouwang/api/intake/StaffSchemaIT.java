package tw.shouwang.api.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.api.testing.IdentityProvider;
import tw.shouwang.api.testing.OwnerSql;
import tw.shouwang.api.testing.StaffClient;

/// C5, C10: what the developers of a client for staff missed in the schema.
@MicronautTest(transactional = false)
class StaffSchemaIT implements EmbeddedTest {

  private static final String SAVE =
      """
      mutation ($input: SaveResourceInput!) {
        saveResource(input: $input) {
          __typename
          ... on StaffRefused { code currentVersion }
        }
      }
      """;

  private final IdentityProvider provider = IdentityProvider.start();

  @Inject StaffClient staff;
  @Inject AppClient app;
  @Inject OwnerSql owner;

  @Override
  public Map<String, String> moreProperties() {
    return provider.settings();
  }

  @AfterAll
  void stop() {
    provider.close();
  }

  @Test
  void aWorkerSeesTheFormAndTheSigns() {
    String worker = provider.token("w1", "tpe", "INTAKE_WORKER");
    String receipt = app.ask("NewReceipt", Map.of()).root().json().getStringValue();
    Map<String, Object> input = new HashMap<>();
    input.put("receipt", receipt);
    input.put("topic", "DOMESTIC_VIOLENCE");
    input.put("urgency", "URGENT");
    input.put("indicators", List.of("SUICIDAL_THOUGHTS"));
    input.put("words", "I need somebody to talk to.");
    input.put("area", "63000030");
    app.input("RequestHelp", input);

    Answer seen =
        staff
            .ask(
                worker,
                "{ inbox(filter: {topics: [DOMESTIC_VIOLENCE]}, first: 1) { nodes { id form"
                    + " senderIsTheVictim indicators } } }")
            .root()
            .at("nodes", 0);
    assertThat(seen.text("form")).isEqualTo("HELP");
    assertThat(seen.text("senderIsTheVictim")).isEqualTo("true");
    assertThat(seen.text("indicators", 0)).isEqualTo("SUICIDAL_THOUGHTS");

    String node = "{ node(id: \"" + seen.text("id") + "\") { __typename id } }";
    assertThat(staff.ask(worker, node).root().text("__typename")).isEqualTo("StaffCase");
    String stranger = provider.token("w2", "ntpc", "INTAKE_WORKER");
    String editor = provider.token("e1", "tpe", "DIRECTORY_EDITOR");
    for (String other : List.of(stranger, editor)) {
      assertThat(staff.ask(other, node).toString()).doesNotContain("StaffCase", "errors");
    }
  }

  /// C10: cases that are about to close come in pages, with a count, their day and the case.
  @Test
  void pagesCasesThatAreAboutToClose() throws SQLException {
    StaffDesk.clearLists(owner);
    for (int report = 0; report < 3; report++) {
      StaffDesk.report(app, Map.of("area", "63000030"));
    }
    owner.run(
        "update cases.case_file set close_on = current_date + 5 where centre = 'tpe' and status ="
            + " 'RECEIVED'");
    String token = provider.token("w1", "tpe", "INTAKE_WORKER");
    String query =
        """
        query ($after: String) {
          closingCases(first: 2, after: $after) {
            nodes { closesOn case { id status } }
            totalCount
            pageInfo { hasNextPage hasPreviousPage endCursor }
          }
        }
        """;
    Answer first = staff.ask(token, query, Map.of()).root();
    assertThat(first.text("totalCount")).isEqualTo("3");
    assertThat(first.at("nodes").size()).isEqualTo(2);
    assertThat(first.text("pageInfo", "hasNextPage")).isEqualTo("true");
    Answer rest =
        staff.ask(token, query, Map.of("after", first.text("pageInfo", "endCursor"))).root();
    assertThat(rest.at("nodes").size()).isEqualTo(1);
    assertThat(rest.text("pageInfo", "hasNextPage")).isEqualTo("false");
    assertThat(rest.text("nodes", 0, "case", "status")).isEqualTo("RECEIVED");
    assertThat(rest.text("nodes", 0, "closesOn")).isEqualTo(first.text("nodes", 1, "closesOn"));
    assertThat(
            List.of(
                first.text("nodes", 0, "case", "id"),
                first.text("nodes", 1, "case", "id"),
                rest.text("nodes", 0, "case", "id")))
        .doesNotHaveDuplicates();
    assertThat(
            staff.ask(token, query, Map.of("after", "!")).text("errors", 0, "extensions", "code"))
        .isEqualTo("INVALID_CURSOR");
  }

  /// The filters of before are named in the answer, with what takes their place.
  @Test
  void tellsAClientThatItUsesTheNamesOfBefore() {
    String token = provider.token("w1", "tpe", "INTAKE_WORKER");
    String query = "query ($f: InboxFilter) { inbox(filter: $f) { pageInfo { hasNextPage } } }";
    Answer before = staff.ask(token, query, Map.of("f", Map.of("status", List.of("SEEN"))));
    assertThat(before.text("extensions", "deprecations", 0, "at")).isEqualTo("InboxFilter.status");
    assertThat(before.text("extensions", "deprecations", 0, "use")).isEqualTo("statuses");
    Answer now = staff.ask(token, query, Map.of("f", Map.of("statuses", List.of("SEEN"))));
    assertThat(now.at("extensions").json().get("deprecations")).isNull();
  }

  /// A name of before finds the same as the one in its place.
  @Test
  void filtersByTheNamesOfBeforeToo() throws SQLException {
    StaffDesk.clearLists(owner);
    StaffDesk.report(app, Map.of("area", "63000030", "urgency", "URGENT", "topic", "SCHOOLING"));
    for (String names : List.of("statuses topics urgencies", "status topic urgency")) {
      String[] name = names.split(" ");
      for (String one :
          List.of(
              "RECEIVED SCHOOLING URGENT",
              "CLOSED SCHOOLING URGENT",
              "RECEIVED OTHER URGENT",
              "RECEIVED SCHOOLING ROUTINE")) {
        String[] value = one.split(" ");
        Answer found =
            staff
                .ask(
                    provider.token("w1", "tpe", "INTAKE_WORKER"),
                    "{ inbox(filter: {%s: [%s], %s: [%s], %s: [%s]}) { nodes { id } } }"
                        .formatted(name[0], value[0], name[1], value[1], name[2], value[2]))
                .root();
        assertThat(found.at("nodes").size())
            .as(names + ": " + one)
            .isEqualTo(one.equals("RECEIVED SCHOOLING URGENT") ? 1 : 0);
      }
    }
  }

  @Test
  void listsWhereACaseCanGo() {
    String worker = provider.token("w1", "tpe", "INTAKE_WORKER");
    Answer centres = staff.ask(worker, "{ centres { code name areas { code } } }").root();
    assertThat(centres.each("code")).contains("ntpc").doesNotContain("tpe");
  }

  @Test
  void aConflictOfAnEntryTellsItsVersion() throws IOException {
    String editor = provider.token("e1", null, "DIRECTORY_EDITOR");
    String entry = entry("tw.hotline.1957");
    Answer refused =
        staff
            .ask(editor, SAVE, Map.of("input", Map.of("expectedVersion", 999, "entry", entry)))
            .root();
    assertThat(refused.text("code")).isEqualTo("VERSION_CONFLICT");
    assertThat(refused.text("currentVersion")).isEqualTo("1");
  }

  /// An entry of the pack, which has one a line.
  private static String entry(String key) throws IOException {
    try (var pack = StaffSchemaIT.class.getResourceAsStream("/directory/pack.json")) {
      return new String(Objects.requireNonNull(pack).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> line.startsWith("{") && line.contains("\"key\": \"" + key + "\""))
          .map(line -> line.replaceAll(",$", ""))
          .findFirst()
          .orElseThrow();
    }
  }
}
