package tw.shouwang.api.intake.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
      "query ($case: ID!) { proposedRoute(case: $case) { version row office resource { key } } }";
  private static final String SAVE =
      """
      mutation ($input: SaveRoutingInput!) {
        saveRouting(input: $input) {
          __typename
          ... on RoutingChanged {
            dryRun table { version savedBy } differences { fromOffice toOffice cases }
          }
          ... on StaffRefused { code field problems }
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
    assertThat(save(supervisor, Map.of("expectedVersion", 0, "rules", rules)).text("code"))
        .as("somebody was faster")
        .isEqualTo("VERSION_CONFLICT");
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
  void refusesATableThatLeavesCasesWithoutAnOffice() {
    String supervisor = provider.token("s2", "ntpc", "SUPERVISOR");
    Map<String, Object> open = Map.of("topics", List.of("ECONOMIC"), "office", "WELFARE_CENTRE");
    assertThat(save(supervisor, Map.of("expectedVersion", 0, "rules", List.of())).text("code"))
        .isEqualTo("INVALID");
    assertThat(save(supervisor, Map.of("expectedVersion", 0, "rules", List.of(open))).text("code"))
        .isEqualTo("INVALID");
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
    Receipt receipt = Receipt.random(new SecureRandom());
    app.input(
        "SubmitConcern",
        Map.of(
            "receipt", receipt.text(),
            "topic", "ECONOMIC",
            "urgency", "ROUTINE",
            "words", "鄰居很久沒有吃飽",
            "area", "63000030"));
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
