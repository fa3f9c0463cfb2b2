package tw.shouwang.api.intake.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.envelope.ReceiptHash;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.database.OwnerConnections;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.api.testing.IdentityProvider;
import tw.shouwang.api.testing.StaffClient;

@MicronautTest(transactional = false)
class RoutingIT implements EmbeddedTest {

  private static final String PROPOSED =
      "query ($case: ID!) { proposedRoute(case: $case) { version row office resource { key } beside"
          + " { key } } }";
  private static final String SAVE =
      """
      mutation ($input: SaveRoutingInput!) {
        saveRouting(input: $input) {
          __typename
          ... on RoutingChanged {
            dryRun table { version savedBy } differences { fromOffice toOffice cases }
          }
          ... on StaffRefused { code field currentVersion problems }
        }
      }
      """;

  private final IdentityProvider provider = IdentityProvider.start();

  @Inject AppClient app;
  @Inject StaffClient staff;
  @Inject ReceiptHash hash;
  @Inject OwnerConnections owner;

  @Override
  public Map<String, String> moreProperties() {
    return provider.settings();
  }

  @AfterAll
  void stop() {
    provider.close();
  }

  @Test
  void triesATableOutBeforeItIsSavedAndKeepsEveryVersion() throws SQLException {
    String worker = provider.token("w1", "tpe", "INTAKE_WORKER");
    String supervisor = provider.token("s1", "tpe", "SUPERVISOR");
    String id = reported();
    Answer proposed = staff.ask(worker, PROPOSED, Map.of("case", id)).root();
    assertThat(proposed.text("version")).isEqualTo("0");
    String before = proposed.text("office");
    assertThat(proposed.text("resource", "key")).isEqualTo(before);

    List<Map<String, Object>> rules =
        List.of(
            Map.of("topics", List.of("ECONOMIC"), "office", "tpe.employment"),
            Map.of("office", "WELFARE_CENTRE"));
    Answer tried = save(supervisor, Map.of("expectedVersion", 0, "rules", rules, "dryRun", true));
    assertThat(tried.text("table", "version")).isEqualTo("1");
    assertThat(tried.text("differences", 0, "fromOffice")).isEqualTo(before);
    assertThat(tried.text("differences", 0, "toOffice")).isEqualTo("tpe.employment");
    assertThat(staff.ask(worker, PROPOSED, Map.of("case", id)).root().text("office"))
        .as("nothing was changed")
        .isEqualTo(before);

    assertThat(save(supervisor, Map.of("expectedVersion", 0, "rules", rules)).text("dryRun"))
        .isEqualTo("false");
    Answer after = staff.ask(worker, PROPOSED, Map.of("case", id)).root();
    assertThat(after.text("office")).isEqualTo("tpe.employment");
    assertThat(after.text("version")).isEqualTo("1");
    Answer late = save(supervisor, Map.of("expectedVersion", 0, "rules", rules));
    assertThat(late.text("code")).as("somebody was faster").isEqualTo("VERSION_CONFLICT");
    assertThat(late.text("currentVersion")).isEqualTo("1");
    assertThat(
            staff
                .ask(worker, "{ routing(version: 0) { rules { office } } }")
                .root()
                .at("rules")
                .size())
        .isGreaterThan(2);
    assertThat(
            staff
                .ask(provider.token("w2", "ntpc", "INTAKE_WORKER"), PROPOSED, Map.of("case", id))
                .root()
                .isNull())
        .isTrue();
  }

  @Test
  void takesTheTablesOfficeWhenATriageNamesNone() throws SQLException {
    String worker = provider.token("w3", "ntpc", "INTAKE_WORKER");
    String supervisor = provider.token("s3", "ntpc", "SUPERVISOR");
    String compound =
        reported(
            Map.of(
                "topic",
                "MENTAL_SUBSTANCE_SUICIDE",
                "otherTopics",
                List.of("DOMESTIC_VIOLENCE"),
                "area",
                "65000010"));
    String single = reported(Map.of("topic", "ECONOMIC", "area", "65000020"));
    Map<String, String> listed = listed(worker);
    assertThat(listed.get(compound)).as("protection leads a compound case").isEqualTo("ntpc.dvc");
    Answer proposed = staff.ask(worker, PROPOSED, Map.of("case", compound)).root();
    assertThat(proposed.text("beside", "key")).as("G2").startsWith("ntpc.cmhc-zone.");
    assertThat(listed.get(single)).isNotEqualTo(listed.get(compound));

    assertThat(triaged(worker, compound, null)).isEqualTo(listed.get(compound));
    assertThat(triaged(worker, single, "tw.hotline.1957")).isEqualTo("tw.hotline.1957");

    String areaRow = reported(Map.of("topic", "ECONOMIC", "area", "65000030"));
    List<Map<String, Object>> rules =
        List.of(
            Map.of("areas", List.of("65000030"), "office", "tw.hotline.1966"),
            Map.of("office", "WELFARE_CENTRE"));
    assertThat(save(supervisor, Map.of("expectedVersion", 0, "rules", rules)).text("__typename"))
        .isEqualTo("RoutingChanged");
    assertThat(triaged(worker, areaRow, null)).isEqualTo("tw.hotline.1966");
    assertThat(triaged(worker, single, null)).as("graded again").isEqualTo(listed.get(single));
  }

  private Map<String, String> listed(String token) {
    Answer nodes =
        staff
            .ask(token, "{ inbox(first: 50) { nodes { id route proposedRoute { office } } } }")
            .root()
            .at("nodes");
    Map<String, String> offices = new HashMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      assertThat(nodes.at(i, "route").isNull()).isTrue();
      offices.put(nodes.text(i, "id"), nodes.text(i, "proposedRoute", "office"));
    }
    return offices;
  }

  private String triaged(String token, String id, @Nullable String route) {
    String version =
        staff
            .ask(token, "query ($id: ID!) { staffCase(id: $id) { version } }", Map.of("id", id))
            .root()
            .text("version");
    Map<String, Object> input =
        new HashMap<>(
            Map.of(
                "id",
                id,
                "expectedVersion",
                Integer.parseInt(version),
                "level",
                "ROUTINE",
                "category",
                "OTHER"));
    if (route != null) {
      input.put("route", route);
    }
    return staff
        .ask(
            token,
            """
            mutation ($input: TriageCaseInput!) {
              triageCase(input: $input) { ... on CaseChanged { case { route } } }
            }
            """,
            Map.of("input", input))
        .root()
        .text("case", "route");
  }

  @Test
  void refusesATableThatLeavesCasesWithoutAnOffice() {
    String supervisor = provider.token("s2", "ntpc", "SUPERVISOR");
    Map<String, Object> open = Map.of("topics", List.of("ECONOMIC"), "office", "WELFARE_CENTRE");
    assertThat(save(supervisor, Map.of("expectedVersion", 0, "rules", List.of())).text("code"))
        .isEqualTo("INVALID");
    Answer unsound = save(supervisor, Map.of("expectedVersion", 0, "rules", List.of(open)));
    assertThat(unsound.text("code")).isEqualTo("INVALID");
    assertThat(unsound.text("problems", 0)).contains("without conditions");
    Answer unknown =
        save(
            supervisor,
            Map.of("expectedVersion", 0, "rules", List.of(Map.of("office", "no.such.office"))));
    assertThat(unknown.text("code")).isEqualTo("UNKNOWN_RESOURCE");
    assertThat(unknown.text("problems", 0)).isEqualTo("no.such.office");
  }

  private Answer save(String token, Map<String, ?> input) {
    return staff.ask(token, SAVE, Map.of("input", input)).root();
  }

  private String reported() throws SQLException {
    return reported(Map.of("topic", "ECONOMIC", "area", "63000030"));
  }

  private String reported(Map<String, ?> more) throws SQLException {
    Receipt receipt = Receipt.random(new SecureRandom());
    Map<String, Object> input =
        new HashMap<>(Map.of("receipt", receipt.text(), "urgency", "ROUTINE", "words", "鄰居很久沒有吃飽"));
    input.putAll(more);
    app.input("SubmitConcern", input);
    try (Connection connection = owner.open().orElseThrow();
        var statement =
            connection.prepareStatement("select case_id from cases.receipt_hash where hash = ?")) {
      statement.setBytes(1, hash.of(receipt));
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return Objects.requireNonNull(rows.getString(1));
      }
    }
  }
}
