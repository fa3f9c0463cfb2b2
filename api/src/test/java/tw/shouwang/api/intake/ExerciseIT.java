package tw.shouwang.api.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.cases.Forms;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.intake.testing.WebhookReceiverStandIn;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.api.testing.IdentityProvider;
import tw.shouwang.api.testing.OwnerSql;
import tw.shouwang.api.testing.StaffClient;
import tw.shouwang.foundation.TaiwanTime;

/// I11, exercises: a code of staff's makes a case one, and it goes the whole way without reaching a
/// neighbour or a figure.
@MicronautTest(transactional = false)
class ExerciseIT implements EmbeddedTest {

  private static final String AREA = "63000040";
  private static final String OTHER_AREA = "63000050";
  private static final Map<String, Object> NOTHING = Map.of();

  private final IdentityProvider provider = IdentityProvider.start();
  private final WebhookReceiverStandIn pager = WebhookReceiverStandIn.start();
  private final WebhookReceiverStandIn neighbour = WebhookReceiverStandIn.start();

  @Inject AppClient app;
  @Inject StaffClient staff;
  @Inject EmbeddedServer server;
  @Inject OwnerSql owner;

  private StaffDesk desk;
  private String code;

  @SuppressWarnings("NullAway.Init")
  ExerciseIT() {}

  @Override
  public Map<String, String> moreProperties() {
    Map<String, String> properties = new HashMap<>(provider.settings());
    properties.put("shouwang.webhooks[0].name", "pager");
    properties.put("shouwang.webhooks[0].url", pager.url().toString());
    properties.put("shouwang.webhooks[0].centre", "tpe");
    properties.put("shouwang.webhooks[0].events", "DANGER_ARRIVED,MESSAGE_ARRIVED");
    properties.put("shouwang.webhooks[1].url", neighbour.url().toString());
    properties.put("shouwang.webhooks[1].centre", "tpe");
    properties.put("shouwang.webhooks[1].neighbour", "PROTECTION");
    return properties;
  }

  @AfterAll
  void stop() {
    provider.close();
  }

  @BeforeEach
  void beginAnew() throws SQLException {
    StaffDesk.clearLists(owner);
    desk = new StaffDesk(staff, app, provider.token("w1", "tpe", "INTAKE_WORKER"));
    code = issue(today().plusDays(2)).text("codes", 0, "code");
    pager.forget();
    neighbour.forget();
  }

  @Test
  void goesTheWholeWayAndReachesNoNeighbourAndNoFigure() throws Exception {
    assertThat(app.ask("Site", Map.of("code", code)).root().text("exercise")).isEqualTo("true");
    Receipt receipt = Forms.receipt();
    Map<String, Object> input = Forms.concern(receipt, "IMMEDIATE_DANGER");
    input.put("area", AREA);
    input.put("siteCode", code);
    input.put("gatekeeperKind", "TEACHER");
    Answer sent = app.input("SubmitConcern", input).root();
    assertThat(sent.text("view", "exercise")).isEqualTo("true");
    assertThat(sent.text("notices", 0)).contains("演練", "110");
    Answer seen = StaffDesk.seenBySender(app, receipt);
    assertThat(seen.text("exercise")).isEqualTo("true");
    assertThat(seen.text("exerciseText")).contains("exercise", "nobody will come");

    within10Seconds(() -> !pager.told().isEmpty());
    assertThat(pager.told().getFirst().text())
        .contains("danger.arrived", "\"drill\":true", "演練", "Drill");

    String id = desk.only(Map.of("exercise", true));
    assertThat(desk.inbox(Map.of("exercise", false), 10, null).root().at("nodes").size()).isZero();
    assertThat(desk.only(Map.of())).as("among the others").isEqualTo(id);
    Answer row = desk.look(id, "exercise senderGroup sealed { kind differing }").root();
    assertThat(row.text("exercise")).isEqualTo("true");
    assertThat(row.text("sealed", "kind")).as("everybody has one code").isEqualTo("TEACHER");
    assertThat(row.at("sealed", "differing").size()).isZero();

    desk.step("claimCase", id, NOTHING);
    desk.step("triageCase", id, Map.of("level", "IMMEDIATE_DANGER", "category", "PROTECTION"));
    Answer referred =
        desk.step("referCase", id, Map.of("resources", List.of(), "neighbour", "PROTECTION"));
    assertThat(referred.text("warnings", 0)).contains("exercise");
    Answer handover = desk.look(id, "handovers { id state }").root().at("handovers");
    assertThat(handover.text(0, "state")).isEqualTo("NO_RECEIVER");
    assertThatThrownBy(() ->
            owner.run("update cases.hand_over set receiver = 'PROTECTION' where receiver is null"))
        .hasMessageContaining("an exercise reaches no neighbour");
    record(handover.text(0, "id"), "OPENED");
    assertThat(StaffDesk.kinds(StaffDesk.seenBySender(app, receipt))).endsWith("TAKEN_UP");
    app.input("AddMessage", Forms.message(receipt, "m1", "第二句"));
    within10Seconds(
        () -> pager.told().stream().anyMatch(told -> told.text().contains("message.arrived")));
    assertThat(pager.told()).allMatch(told -> told.text().contains("\"drill\":true"));
    assertThat(neighbour.told()).isEmpty();

    assertThat(export(id, "CSV")).contains("\"exercise\"").contains("\"true\"");
    assertThat(export(id, "FHIR")).contains("HTEST");
    assertThat(desk.step("closeCase", id, Map.of("outcome", "HELPED")).text("__typename"))
        .isEqualTo("CaseChanged");
    assertThat(cases(AREA)).as("figures").isNull();
  }

  @Test
  void countsRealCasesAlone() throws Exception {
    Map<String, Object> more = Map.of("area", OTHER_AREA, "siteCode", code);
    for (int i = 0; i < 6; i++) {
      StaffDesk.report(app, more);
    }
    assertThat(cases(OTHER_AREA)).isNull();
    for (int i = 0; i < 6; i++) {
      StaffDesk.report(app, Map.of("area", OTHER_AREA));
    }
    assertThat(cases(OTHER_AREA)).isEqualTo("5");
    Answer inbox =
        staff
            .ask(
                desk.token(),
                "{ inbox(filter: {surge: true}) { nodes { id } counts { total exercises } } }")
            .root();
    assertThat(inbox.at("nodes").size()).as("none looks like a flood").isZero();
    assertThat(inbox.text("counts", "exercises")).isEqualTo("6");
    assertThat(inbox.text("counts", "total")).isEqualTo("12");
  }

  @Test
  void isNotPutTogetherWithARealCase() throws Exception {
    StaffDesk.report(app, Map.of("area", AREA, "siteCode", code));
    StaffDesk.report(app, Map.of("area", AREA));
    String exercise = desk.only(Map.of("exercise", true));
    String real = desk.only(Map.of("exercise", false));
    for (String mutation : List.of("mergeCases", "linkCases")) {
      String field = mutation.equals("mergeCases") ? "duplicates" : "others";
      Answer refused =
          desk.step(
              mutation,
              real,
              Map.of(
                  field,
                  List.of(Map.of("id", exercise, "expectedVersion", desk.version(exercise)))));
      assertThat(refused.text("code")).as(mutation).isEqualTo("EXERCISE");
    }
    assertThat(
            desk.look(real, "duplicateSuggestions { why }")
                .root()
                .at("duplicateSuggestions")
                .size())
        .isZero();
  }

  /// Somebody in need may have found the code.
  @Test
  void isRealWhereAWorkerFindsThatItIs() throws Exception {
    Map<String, Object> help = new HashMap<>(Forms.concern(Forms.receipt(), "IMMEDIATE_DANGER"));
    help.put("area", AREA);
    help.put("exerciseCode", code);
    Answer sent = app.input("RequestHelp", help).root();
    assertThat(sent.text("view", "exercise")).isEqualTo("true");
    within10Seconds(() -> !pager.told().isEmpty());
    String id = desk.only(Map.of("exercise", true));
    assertThat(desk.step("takeAsReal", id, NOTHING).text("__typename")).isEqualTo("CaseChanged");
    within10Seconds(
        () -> pager.told().stream().anyMatch(told -> !told.text().contains("\"drill\"")));
    assertThat(desk.only(Map.of("exercise", false))).isEqualTo(id);
    assertThat(desk.look(id, "sealed { differing }").root().at("sealed", "differing").size())
        .isZero();
    assertThat(desk.step("takeAsReal", id, NOTHING).text("code")).isEqualTo("EXERCISE");
    assertThatThrownBy(() -> owner.run("update cases.case_file set exercise = true"))
        .hasMessageContaining("a real case never becomes an exercise");
  }

  @Test
  void isRealWhereTheCodeIsNone() {
    for (String none : List.of("AAAA-AAAA-AAAA-AAAA", "?")) {
      Map<String, Object> help = new HashMap<>(Forms.concern());
      help.put("exerciseCode", none);
      Answer sent = app.input("RequestHelp", help).root();
      assertThat(sent.text("view", "exercise")).isEqualTo("false");
      assertThat(sent.at("view", "exerciseText").isNull()).isTrue();
      assertThat(sent.text("notices", 0)).contains("演練代碼無法辨識");
    }
  }

  @Test
  void makesOneCodeForEverybodyAndForAMonthAtMost() {
    assertThat(issue(today().minusDays(1)).text("field")).isEqualTo("exerciseUntil");
    assertThat(issue(today().plusDays(32)).text("field")).isEqualTo("exerciseUntil");
    assertThat(issue(Map.of("exerciseUntil", today().toString(), "count", 2)).text("field"))
        .isEqualTo("count");
  }

  private Answer issue(LocalDate until) {
    return issue(Map.of("exerciseUntil", until.toString()));
  }

  private Answer issue(Map<String, ?> more) {
    Map<String, Object> input =
        new HashMap<>(Map.of("gatekeeperKind", "CLINIC", "area", AREA, "office", "演練"));
    input.putAll(more);
    return staff
        .ask(
            provider.token("s1", "tpe", "SUPERVISOR"),
            "mutation ($input: IssueSiteCodesInput!) { issueSiteCodes(input: $input) { ... on"
                + " SiteCodesChanged { codes { code exerciseUntil } } ... on StaffRefused { field }"
                + " } }",
            Map.of("input", input))
        .root();
  }

  private void record(String handover, String state) {
    assertThat(
            staff
                .ask(
                    desk.token(),
                    "mutation ($input: RecordHandoverInput!) { recordHandover(input: $input) {"
                        + " __typename } }",
                    Map.of("input", Map.of("id", handover, "state", state)))
                .root()
                .text("__typename"))
        .isEqualTo("HandoverChanged");
  }

  private @Nullable String cases(String area) {
    Answer figures =
        staff
            .ask(
                provider.token("s1", "tpe", "SUPERVISOR"),
                "{ figures(from: \"%1$s\", to: \"%1$s\", area: \"%2$s\") { cases } }"
                    .formatted(today(), area))
            .root();
    return figures.at("cases").isNull() ? null : figures.text("cases");
  }

  private String export(String id, String format) throws Exception {
    String path =
        staff
            .ask(
                desk.token(),
                "mutation ($input: ExportCasesInput!) { exportCases(input: $input) { ... on"
                    + " ExportReady { path } } }",
                Map.of("input", Map.of("id", id, "format", format)))
            .root()
            .text("path");
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(server.getURI() + path))
                .header("Authorization", "Bearer " + desk.token())
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static LocalDate today() {
    return LocalDate.now(TaiwanTime.ZONE);
  }

  private static void within10Seconds(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("within 10 s").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }
}
