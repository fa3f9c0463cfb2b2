package tw.shouwang.api.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.ratelimits.RateLimit;
import tw.shouwang.api.ratelimits.SharedLimits;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.IdentityProvider;
import tw.shouwang.api.testing.StaffClient;

/// A member whose limit is used up, perhaps on another node, is told so; colleagues are not
/// affected.
@MicronautTest(transactional = false)
@Property(name = "shouwang.graphql.rate-limits.enabled", value = "true")
class StaffLimitsIT implements EmbeddedTest {

  private static final int TRIES = 50;
  private static final String EXPORT =
      "mutation ($input: ExportCasesInput!) { exportCases(input: $input) { __typename ... on"
          + " StaffRefused { code message } } }";

  private final IdentityProvider provider = IdentityProvider.start();

  @Inject StaffClient staff;
  @Inject AppClient app;
  @Inject SharedLimits limits;

  @Override
  public Map<String, String> moreProperties() {
    return provider.settings();
  }

  @AfterAll
  void stop() {
    provider.close();
  }

  /// Uses up the limit, as other nodes do.
  private void empty(RateLimit limit, String member) {
    while (limits.takeAsMember(limit, member).isZero()) {
      // The limit is not used up yet.
    }
  }

  @Test
  void waitsAfterTooManyStepsAndOpeningsWhileAColleagueGoesOn() {
    StaffDesk worker = desk("w1", "INTAKE_WORKER");
    StaffDesk colleague = desk("w2", "INTAKE_WORKER");
    StaffDesk.report(app, Map.of());
    String id = worker.only(Map.of());
    assertThat(worker.open(id).text("sealed", "words")).isEqualTo("樓上一直有哭聲");
    assertThat(worker.step("acknowledgeCase", id, Map.of()).text("__typename"))
        .isEqualTo("CaseChanged");

    waits(RateLimit.OPENINGS, "w1", () -> opening(worker, id));
    waits(RateLimit.STEPS, "w1", () -> said(worker.step("acknowledgeCase", id, Map.of())));
    waits(RateLimit.STEPS, "w1", () -> takeBack(worker, id));
    waits(RateLimit.OPENINGS, "w1", () -> export(worker, Map.of("id", id, "format", "JSON")));

    assertThat(colleague.open(id).text("sealed", "words")).isEqualTo("樓上一直有哭聲");
    assertThat(colleague.step("claimCase", id, Map.of()).text("__typename"))
        .isEqualTo("CaseChanged");
    assertThat(takeBack(colleague, id)).isEqualTo("UNKNOWN_HANDOVER");
    assertThat(export(colleague, Map.of("id", id, "format", "JSON"))).isEqualTo("ExportReady");
  }

  @Test
  void handsOutNoMoreRangesThanACentreNeeds() {
    StaffDesk supervisor = desk("s1", "SUPERVISOR");
    Map<String, String> range = Map.of("from", "2026-11-01", "to", "2026-11-30", "format", "CSV");
    assertThat(export(supervisor, range)).isEqualTo("ExportReady");
    while (limits.takeAsCentre(RateLimit.RANGE_EXPORTS, "tpe").isZero()) {
      // A colleague's limit is not affected.
    }
    assertThat(export(supervisor, range)).isEqualTo("TRY_LATER");
    StaffDesk elsewhere = new StaffDesk(staff, app, provider.token("n1", "ntpc", "SUPERVISOR"));
    assertThat(export(elsewhere, range)).isEqualTo("ExportReady");
  }

  /// Versions of tables and texts are kept for ever, so a centre makes some a day.
  @Test
  void keepsNoMoreVersionsThanACentreNeeds() {
    StaffDesk supervisor = desk("s1", "SUPERVISOR");
    assertThat(saveTemplates(supervisor, 0)).isEqualTo("ReplyTemplatesSaved");
    while (limits.takeAsCentre(RateLimit.KEPT_VERSIONS, "tpe").isZero()) {
      // One of the day is left.
    }
    assertThat(saveTemplates(supervisor, 1)).isEqualTo("TRY_LATER");
    assertThat(saveRouting(supervisor, false)).isEqualTo("TRY_LATER");
    assertThat(saveRouting(supervisor, true)).as("a dry run").isEqualTo("RoutingChanged");
    waits(RateLimit.STEPS, "s1", () -> saveRouting(supervisor, true));
  }

  private static String saveTemplates(StaffDesk desk, int version) {
    return answered(
        desk,
        "mutation { saveReplyTemplates(input: {expectedVersion: "
            + version
            + ", templates: [{code: \"a\", texts: [{language: ZH_TW, text: \"您好\"}]}]}) {"
            + " __typename ... on StaffRefused { code } } }");
  }

  private static String saveRouting(StaffDesk desk, boolean dryRun) {
    return answered(
        desk,
        "mutation { saveRouting(input: {expectedVersion: 0, dryRun: "
            + dryRun
            + ", rules: [{office: \"WELFARE_CENTRE\"}]}) { __typename ... on StaffRefused { code }"
            + " } }");
  }

  private static String answered(StaffDesk desk, String mutation) {
    return said(desk.staff().ask(desk.token(), mutation, Map.of()).root());
  }

  /// The bucket refills while a slow machine works, so it is emptied again until a step is refused.
  private void waits(RateLimit limit, String member, Supplier<String> step) {
    String said = "";
    for (int i = 0; i < TRIES && !said.equals("TRY_LATER"); i++) {
      empty(limit, member);
      said = step.get();
    }
    assertThat(said).isEqualTo("TRY_LATER");
  }

  /// The code of a refused opening; empty where the words came.
  private static String opening(StaffDesk desk, String id) {
    AppClient.Answer answer = desk.look(id, "sealed { words }");
    if (!answer.at("data", "staffCase", "sealed").isNull()) {
      return "";
    }
    assertThat(answer.text("errors", 0, "message")).startsWith("Too many in a short time");
    return answer.text("errors", 0, "extensions", "code");
  }

  private static String said(AppClient.Answer answer) {
    return answer.text("__typename").equals("StaffRefused")
        ? answer.text("code")
        : answer.text("__typename");
  }

  private static String takeBack(StaffDesk desk, String id) {
    return desk.staff()
        .ask(
            desk.token(),
            "mutation ($id: ID!) { takeBackHandover(input: {id: $id}) { ... on StaffRefused { code"
                + " } } }",
            Map.of("id", id))
        .root()
        .text("code");
  }

  private static String export(StaffDesk desk, Map<String, String> input) {
    return said(desk.staff().ask(desk.token(), EXPORT, Map.of("input", input)).root());
  }

  private StaffDesk desk(String subject, String role) {
    return new StaffDesk(staff, app, provider.token(subject, "tpe", role));
  }
}
