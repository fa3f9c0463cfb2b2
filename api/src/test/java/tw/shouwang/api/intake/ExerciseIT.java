package tw.shouwang.api.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.cases.Forms;
import tw.shouwang.api.cases.desk.DeskCase;
import tw.shouwang.api.cases.desk.Finding;
import tw.shouwang.api.cases.desk.FirstLook;
import tw.shouwang.api.cases.desk.InboxQueries;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.records.SealedState;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.intake.clocks.CaseCourse;
import tw.shouwang.api.intake.testing.WebhookReceiverStandIn;
import tw.shouwang.api.intake.testing.WebhookReceiverStandIn.Mood;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.api.testing.IdentityProvider;
import tw.shouwang.api.testing.OwnerSql;
import tw.shouwang.api.testing.StaffClient;
import tw.shouwang.foundation.TaiwanTime;

/// Exercises: a code of staff's makes a case one, and it goes the whole way without reaching a
/// neighbour or a figure.
@MicronautTest(transactional = false)
class ExerciseIT implements EmbeddedTest {

  private static final String AREA = "63000040";
  private static final String OTHER_AREA = "63000050";
  private static final String ELSEWHERE = "65000010";
  private static final Map<String, Object> NOTHING = Map.of();

  private final IdentityProvider provider = IdentityProvider.start();
  private final WebhookReceiverStandIn pager = WebhookReceiverStandIn.start();
  private final WebhookReceiverStandIn neighbour = WebhookReceiverStandIn.start();

  @Inject AppClient app;
  @Inject StaffClient staff;
  @Inject EmbeddedServer server;
  @Inject OwnerSql owner;
  @Inject InboxQueries cases;
  @Inject CaseCourse course;
  @Inject FirstLook look;
  @Inject TransactionOperations<Connection> transactions;

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
    neighbour.behave(Mood.WELL);
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

  /// Finding 1: in one alert of a centre, the exercise of two once kept silent about the real one.
  @Test
  void tellsOfRealDangerBesideThatOfAnExercise() throws Exception {
    StaffDesk.report(app, Map.of("area", AREA, "siteCode", code));
    StaffDesk.report(app, Map.of("area", AREA));
    List<DeskCase> both =
        List.of(
            found(desk.only(Map.of("exercise", true))),
            found(desk.only(Map.of("exercise", false))));
    transactions.executeWrite(transaction -> {
      course.dangerHeard(both);
      return null;
    });
    within10Seconds(
        () -> pager.told().stream().anyMatch(told -> !told.text().contains("\"drill\":true")));
    within10Seconds(
        () -> pager.told().stream().anyMatch(told -> told.text().contains("\"drill\":true")));
  }

  /// Findings 3 and 11: what was played is not what happened.
  @Test
  void beginsAnewWhereAnExerciseIsReal() throws Exception {
    StaffDesk.report(app, Map.of("area", AREA, "siteCode", code));
    String id = desk.only(Map.of("exercise", true));
    StaffDesk.report(app, Map.of("area", OTHER_AREA, "siteCode", code));
    String other = desk.only(Map.of("exercise", true, "area", OTHER_AREA));
    desk.step("triageCase", id, Map.of("level", "ROUTINE", "category", "PROTECTION"));
    desk.step("referCase", id, Map.of("resources", List.of(), "neighbour", "PROTECTION"));
    record(handover(id, 0, "id"), "OPENED");
    assertThat(met(id)).isEqualTo("true");
    for (String further : List.of("POLICE", "SCHOOL")) {
      desk.step("referCase", id, Map.of("resources", List.of(), "neighbour", further));
    }
    record(handover(id, 1, "id"), "DELIVERED");
    record(handover(id, 2, "id"), "DELIVERED");
    record(Map.of("id", handover(id, 2, "id"), "state", "RETURNED", "reason", "NOT_ITS_TASK"));
    desk.step(
        "linkCases",
        id,
        Map.of("others", List.of(Map.of("id", other, "expectedVersion", desk.version(other)))));
    assertThat(owner.ask(family(id))).isEqualTo(owner.ask(family(other)));
    owner.run("update intake.case_clock set met = true where case_id = '" + id + "'");
    owner.run(
        "update intake.case_clock set due_at = due_at - interval '3 days' where case_id = '"
            + id
            + "'");
    neighbour.behave(Mood.REFUSES);
    assertThat(desk.step("takeAsReal", id, NOTHING).text("__typename")).isEqualTo("CaseChanged");
    assertThat(handover(id, 1, "state")).as("it is with nobody").isEqualTo("NO_RECEIVER");
    assertThat(handover(id, 2, "state")).as("a worker decides anew").isEqualTo("TAKEN_BACK");
    assertThat(handover(id, 0, "state")).as("it goes to its receiver").isIn("WAITING", "REFUSED");
    within10Seconds(() -> !neighbour.told().isEmpty());
    assertThat(met(id)).as("nobody has it").isEqualTo("false");
    assertThat(
            owner.count(
                "select count(*) from intake.case_clock where kind = 'PROTECTION' and runs_at ="
                    + " 'tpe' and due_at > now() + interval '23 hours' and case_id = '"
                    + id
                    + "'"))
        .isEqualTo(1);
    assertThat(owner.ask(family(id))).as("of exercises").isEqualTo("null");
  }

  private String handover(String id, int at, String field) {
    return desk.look(id, "handovers { id state }").root().text("handovers", at, field);
  }

  private static String family(String id) {
    return "select family from cases.case_file where id = '" + id + "'";
  }

  private String met(String id) {
    Answer clocks =
        staff
            .ask(
                desk.token(),
                "query ($id: ID!) { caseClocks(case: $id) { kind met } }",
                Map.of("id", id))
            .root();
    return IntStream.range(0, clocks.size())
        .filter(index -> clocks.text(index, "kind").equals("PROTECTION"))
        .mapToObj(index -> clocks.text(index, "met"))
        .findAny()
        .orElse("none");
  }

  private DeskCase found(String id) {
    return cases.find(UUID.fromString(id), "tpe").orElseThrow();
  }

  /// Finding 4: a centre's code makes nothing an exercise for which another centre is responsible.
  @Test
  void isRealAtAnotherCentre() throws Exception {
    Map<String, Object> concern = new HashMap<>(Forms.concern());
    concern.put("area", ELSEWHERE);
    concern.put("siteCode", code);
    Map<String, Object> help = new HashMap<>(Forms.concern());
    help.put("area", ELSEWHERE);
    help.put("exerciseCode", code);
    for (Answer sent :
        List.of(
            app.input("SubmitConcern", concern).root(), app.input("RequestHelp", help).root())) {
      assertThat(sent.text("view", "exercise")).isEqualTo("false");
      assertThat(sent.text("notices", 0)).contains("代碼無法辨識");
    }
  }

  /// Finding 23: what shows nothing is no code that was not recognized.
  @Test
  void takesACodeThatShowsNothingForNone() {
    Map<String, Object> help = new HashMap<>(Forms.concern());
    help.put("exerciseCode", "\u200B");
    assertThat(app.input("RequestHelp", help).root().text("notices", 0)).doesNotContain("演練");
  }

  /// Finding 5: somebody who can write the database calls a real case an exercise.
  @Test
  void isRealWhereItsSenderDidNotSealThatItIsOne() throws Exception {
    StaffDesk.report(app, Map.of("area", AREA));
    String id = desk.only(Map.of());
    owner.run(
        "alter table cases.case_file disable trigger keep_real;"
            + " update cases.case_file set exercise = true where id = '"
            + id
            + "'; update cases.entry set looked_at = false where case_id = '"
            + id
            + "'; alter table cases.case_file enable trigger keep_real");
    within10Seconds(
        () -> desk.inbox(Map.of("exercise", false), 10, null).root().at("nodes").size() == 1);
    assertThat(
            owner.count(
                "select count(*) from intake.audit_entry where action = 'TAKEN_AS_REAL' and case_id"
                    + " = '"
                    + id
                    + "'"))
        .isEqualTo(1);
  }

  /// A worker was quicker than the first look: what was handed over meanwhile is not undone.
  @Test
  void isTakenAsRealOnce() throws Exception {
    StaffDesk.report(app, Map.of("area", AREA));
    UUID id = UUID.fromString(desk.only(Map.of()));
    UUID entry =
        UUID.fromString(owner.ask("select id from cases.entry where case_id = '" + id + "'"));
    owner.run("update cases.entry set looked_at = false where case_id = '" + id + "'");
    List<DeskCase> found = new ArrayList<>();
    Finding made =
        new Finding(
            entry, id, "tpe", SealedState.READABLE, false, List.of("exercise"), false, null, null);
    assertThat(look.write(List.of(made), danger -> {}, found::addAll, centre -> {}))
        .containsExactly(entry);
    assertThat(found).isEmpty();
  }

  /// Finding 14.
  @Test
  void countsWhatTheListOfClosingCasesShows() throws Exception {
    StaffDesk.report(app, Map.of("area", AREA, "siteCode", code));
    owner.run("update cases.case_file set close_on = current_date + 3 where erased_on is null");
    Answer closing =
        staff.ask(desk.token(), "{ closingCases { totalCount nodes { closesOn } } }").root();
    assertThat(closing.at("nodes").size()).isEqualTo(1);
    assertThat(closing.text("totalCount")).isEqualTo("1");
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
    record(Map.of("id", handover, "state", state));
  }

  private void record(Map<String, Object> input) {
    assertThat(
            staff
                .ask(
                    desk.token(),
                    "mutation ($input: RecordHandoverInput!) { recordHandover(input: $input) {"
                        + " __typename } }",
                    Map.of("input", input))
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
