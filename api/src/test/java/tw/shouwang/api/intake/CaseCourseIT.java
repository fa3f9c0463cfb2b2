package tw.shouwang.api.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.cases.Forms;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.retention.RetentionRun;
import tw.shouwang.api.database.DatabaseSetup;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.api.testing.IdentityProvider;
import tw.shouwang.api.testing.OwnerSql;
import tw.shouwang.api.testing.StaffClient;
import tw.shouwang.foundation.TaiwanTime;

/// What becomes of a case after its form: who hears of it, its clocks, and its place in the inbox.
@MicronautTest(transactional = false)
class CaseCourseIT implements EmbeddedTest {

  private static final Map<String, Object> NOTHING = Map.of();
  private static final Map<String, Object> ROUTINE =
      Map.of("level", "ROUTINE", "category", "OTHER");

  private final IdentityProvider provider = IdentityProvider.start();
  private int areas = 10;

  @Inject StaffClient staff;
  @Inject AppClient app;
  @Inject OwnerSql owner;
  @Inject List<DatabaseSetup> setups;
  @Inject RetentionRun retention;

  private StaffDesk desk;

  @Override
  public Map<String, String> moreProperties() {
    Map<String, String> properties = new HashMap<>(provider.settings());
    // Nobody listens at this address, so that queued messages stay and can be counted.
    properties.put("shouwang.webhooks[0].name", "pager");
    properties.put("shouwang.webhooks[0].url", "http://127.0.0.1:9/hook");
    properties.put("shouwang.webhooks[0].centre", "tpe");
    properties.put("shouwang.webhooks[1].name", "elsewhere");
    properties.put("shouwang.webhooks[1].url", "http://127.0.0.1:9/hook");
    properties.put("shouwang.webhooks[1].centre", "ntpc");
    properties.put("shouwang.webhooks[1].events", "DANGER_SECOND");
    properties.put(
        "shouwang.webhooks[0].events",
        "DANGER_ARRIVED,DANGER_SECOND,DANGER_UNCLAIMED,MESSAGE_ARRIVED,CASE_REOPENED");
    return properties;
  }

  @AfterAll
  void stop() {
    provider.close();
  }

  @BeforeEach
  void quiet() throws SQLException {
    desk = new StaffDesk(staff, app, provider.token("w1", "tpe", "INTAKE_WORKER"));
    owner.run("delete from intake.webhook");
  }

  /// A case in a district of its own.
  private record Known(Receipt receipt, String id) {}

  private Known reported(Map<String, ?> more) {
    areas = areas % 120 + 10;
    Map<String, Object> all = new HashMap<>(more);
    String area = "63000%03d".formatted(areas);
    all.putIfAbsent("area", area);
    List<String> before = ids(area);
    Receipt receipt = StaffDesk.report(app, all);
    List<String> after = ids(area);
    after.removeAll(before);
    return new Known(receipt, after.getFirst());
  }

  private List<String> ids(String area) {
    return new ArrayList<>(
        desk.inbox(Map.of("area", area), 100, null).root().at("nodes").each("id"));
  }

  private Answer write(Known known, String words, String urgency) {
    Map<String, Object> message = Forms.message(known.receipt(), "m" + System.nanoTime(), words);
    if (!urgency.isEmpty()) {
      message.put("urgency", urgency);
    }
    Answer answer = app.input("AddMessage", message).root();
    assertThat(answer.text("__typename")).isEqualTo("MessageAdded");
    return answer;
  }

  private String see(Known known, String field) {
    return desk.look(known.id(), field).root().text(field);
  }

  private long told(String event) {
    try {
      return owner.count("select count(*) from intake.webhook where event = '" + event + "'");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private List<String> clocks(Known known) {
    return clocks(desk, known);
  }

  private List<String> clocks(StaffDesk at, Known known) {
    Answer clocks =
        staff
            .ask(
                at.token(),
                "query ($id: ID!) { caseClocks(case: $id) { kind met } }",
                Map.of("id", known.id()))
            .root();
    List<String> kinds = clocks.each("kind");
    List<String> met = clocks.each("met");
    return IntStream.range(0, kinds.size()).mapToObj(i -> kinds.get(i) + " " + met.get(i)).toList();
  }

  private static void within10Seconds(BooleanSupplier done) {
    long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime()).as("within ten seconds").isLessThan(until);
      LockSupport.parkNanos(50_000_000);
    }
  }

  /// I1: a message is an event of the centre, raises the version, and lifts its case.
  @Test
  void tellsTheCentreThatItIsDangerNow() {
    Known known = reported(NOTHING);
    desk.step("claimCase", known.id(), NOTHING);
    desk.step("triageCase", known.id(), ROUTINE);
    desk.step("releaseCase", known.id(), NOTHING);
    int seen = desk.version(known.id());
    write(known, "又開始了", "IMMEDIATE_DANGER");
    within10Seconds(() -> told("DANGER_ARRIVED") > 0 && told("MESSAGE_ARRIVED") > 0);
    assertThat(see(known, "dangerNow")).isEqualTo("true");
    assertThat(see(known, "urgency")).as("its grade stays").isEqualTo("ROUTINE");
    assertThat(see(known, "unreadMessages")).isEqualTo("1");
    assertThat(clocks(known)).contains("DANGER false");
    assertThat(desk.step("closeCase", known.id(), seen, Map.of("outcome", "HELPED")).text("code"))
        .as("a close over an unread message")
        .isEqualTo("VERSION_CONFLICT");
    assertThat(
            desk.inbox(Map.of("unread", true), 100, null).root().at("nodes").each("id").getFirst())
        .isEqualTo(known.id());
    desk.open(known.id());
    assertThat(see(known, "unreadMessages")).isEqualTo("0");
    desk.step("claimCase", known.id(), NOTHING);
    assertThat(clocks(known)).contains("DANGER true");
    desk.step("triageCase", known.id(), ROUTINE);
    assertThat(see(known, "dangerNow")).isEqualTo("false");
  }

  /// I1: what sounds like danger is heard without a mark, in a message of a merged case too.
  @Test
  void hearsDangerInAMessageOfAMergedCase() {
    Known main = reported(NOTHING);
    Known duplicate = reported(NOTHING);
    desk.step("triageCase", main.id(), ROUTINE);
    desk.step(
        "mergeCases",
        main.id(),
        Map.of(
            "duplicates",
            List.of(
                Map.of("id", duplicate.id(), "expectedVersion", desk.version(duplicate.id())))));
    int seen = desk.version(main.id());
    write(duplicate, "他拿刀要殺她", "");
    assertThat(desk.version(main.id())).isGreaterThan(seen);
    assertThat(see(main, "unreadMessages")).isEqualTo("1");
    within10Seconds(() -> see(main, "dangerNow").equals("true"));
    within10Seconds(() -> told("DANGER_ARRIVED") > 0);
    assertThat(clocks(main)).contains("DANGER false");
    desk.open(duplicate.id());
    assertThat(see(main, "unreadMessages")).as("read where it was written").isEqualTo("0");
  }

  /// I1: a sender's reopening frees the claim of whoever may have left, and is told.
  @Test
  void freesTheClaimWhenASenderReopens() {
    Known known = reported(Map.of("urgency", "URGENT"));
    desk.step("claimCase", known.id(), NOTHING);
    desk.step("closeCase", known.id(), Map.of("outcome", "HELPED"));
    write(known, "又開始了", "");
    assertThat(desk.look(known.id(), "claimedBy").root().at("claimedBy").isNull()).isTrue();
    assertThat(see(known, "status")).isEqualTo("SEEN");
    assertThat(see(known, "overdue")).isEqualTo("false");
    within10Seconds(() -> told("CASE_REOPENED") == 1);
    within10Seconds(() -> clocks(known).contains("ASSIGNMENT false"));
  }

  /// I2: the clock of danger follows what the case is now.
  @Test
  void runsTheClockOfDangerWhileItIsDanger() {
    Known known = reported(NOTHING);
    within10Seconds(() -> !clocks(known).isEmpty());
    assertThat(clocks(known)).doesNotContain("DANGER false", "DANGER true");
    Map<String, Object> danger = Map.of("level", "IMMEDIATE_DANGER", "category", "OTHER");
    desk.step("triageCase", known.id(), danger);
    assertThat(clocks(known)).as("graded up").contains("DANGER false");
    assertThat(told("DANGER_ARRIVED")).isEqualTo(1);
    desk.step("triageCase", known.id(), ROUTINE);
    assertThat(clocks(known)).as("graded down").contains("DANGER true");
    desk.step("triageCase", known.id(), danger);
    desk.step("replyToCase", known.id(), Map.of("messageId", "r", "words", "我們馬上到"));
    assertThat(clocks(known)).as("answered").contains("DANGER true");

    Known released = reported(Map.of("urgency", "IMMEDIATE_DANGER"));
    within10Seconds(() -> clocks(released).contains("DANGER false"));
    desk.step("claimCase", released.id(), NOTHING);
    assertThat(clocks(released)).contains("DANGER true");
    desk.step("releaseCase", released.id(), NOTHING);
    assertThat(clocks(released)).as("nobody has it any more").contains("DANGER false");
    desk.step("closeCase", released.id(), Map.of("outcome", "HELPED"));
    assertThat(clocks(released)).doesNotContain("DANGER false", "ASSIGNMENT false");
  }

  /// I2: danger that is merged into a claimed case is met; into an unclaimed one it goes on there.
  @Test
  void takesDangerAlongIntoAMerge() {
    Known claimed = reported(NOTHING);
    desk.step("claimCase", claimed.id(), NOTHING);
    Known danger = reported(Map.of("urgency", "IMMEDIATE_DANGER"));
    within10Seconds(() -> clocks(danger).contains("DANGER false"));
    merge(claimed, danger);
    assertThat(clocks(danger)).contains("DANGER true");
    assertThat(clocks(claimed)).contains("DANGER true");
    assertThat(see(claimed, "dangerNow")).isEqualTo("true");
    desk.step("releaseCase", claimed.id(), NOTHING);
    assertThat(clocks(claimed)).contains("DANGER false");
  }

  private void merge(Known main, Known duplicate) {
    assertThat(
            desk.step(
                    "mergeCases",
                    main.id(),
                    Map.of(
                        "duplicates",
                        List.of(
                            Map.of(
                                "id",
                                duplicate.id(),
                                "expectedVersion",
                                desk.version(duplicate.id())))))
                .text("__typename"))
        .isEqualTo("CaseChanged");
  }

  /// I6: an answer shows that a person has read the case.
  @Test
  void takesAnAnswerForRead() {
    Known known = reported(NOTHING);
    desk.step("replyToCase", known.id(), Map.of("messageId", "r", "words", "收到了"));
    assertThat(see(known, "status")).isEqualTo("SEEN");
    assertThat(StaffDesk.kinds(StaffDesk.seenBySender(app, known.receipt())))
        .isEqualTo("RECEIVED SEEN ANSWERED");
  }

  /// I7: both sides see what happened in the order in which it happened.
  @Test
  void keepsTimelinesInOrder() {
    Known known = reported(NOTHING);
    desk.step("claimCase", known.id(), NOTHING);
    desk.step("closeCase", known.id(), Map.of("outcome", "HELPED"));
    write(known, "還沒好", "");
    desk.step("replyToCase", known.id(), Map.of("messageId", "r", "words", "我們再去"));
    write(known, "謝謝", "");
    desk.step("closeCase", known.id(), Map.of("outcome", "HELPED"));
    String order = "RECEIVED SEEN CLOSED MESSAGE_ADDED REOPENED ANSWERED MESSAGE_ADDED CLOSED";
    assertThat(StaffDesk.kinds(StaffDesk.seenBySender(app, known.receipt()))).isEqualTo(order);
    assertThat(
            String.join(
                " ", desk.look(known.id(), "timeline { kind }").root().at("timeline").each("kind")))
        .isEqualTo(order);
  }

  /// I8: protection has 24 hours, whomever it protects.
  @Test
  void givesProtectionADayWhomeverItProtects() {
    for (String topic : List.of("SEXUAL_ASSAULT", "ELDER_PROTECTION", "DOMESTIC_VIOLENCE")) {
      Known known = reported(Map.of("topic", topic));
      within10Seconds(() -> clocks(known).contains("PROTECTION false"));
    }
    Known graded = reported(NOTHING);
    desk.step(
        "triageCase",
        graded.id(),
        Map.of("level", "URGENT", "category", "MENTAL_ILLNESS_WITH_VIOLENCE"));
    assertThat(clocks(graded)).contains("PROTECTION false");
  }

  /// I9: a merge can be undone for a day; what stands alone again is graded and has its clocks.
  @Test
  void undoesAMergeWithinADay() throws SQLException {
    Known main = reported(NOTHING);
    Known duplicate = reported(NOTHING);
    desk.step("triageCase", main.id(), Map.of("level", "URGENT", "category", "WELFARE"));
    merge(main, duplicate);
    assertThat(desk.step("separateCase", duplicate.id(), NOTHING).text("__typename"))
        .isEqualTo("CaseChanged");
    assertThat(see(duplicate, "category")).isEqualTo("WELFARE");
    assertThat(see(duplicate, "status")).isEqualTo("TRIAGED");
    assertThat(see(duplicate, "route")).isEqualTo(see(main, "route"));
    assertThat(clocks(duplicate)).contains("ASSIGNMENT true");
    assertThat(desk.step("separateCase", duplicate.id(), NOTHING).text("code"))
        .isEqualTo("WRONG_STATUS");
    merge(main, duplicate);
    owner.run(
        "update cases.case_file set merged_at = now() - interval '25 hours' where id = '%s'"
            .formatted(duplicate.id()));
    assertThat(desk.step("separateCase", duplicate.id(), NOTHING).text("code"))
        .isEqualTo("WRONG_STATUS");
    desk.step("closeCase", main.id(), Map.of("outcome", "HELPED"));
    write(duplicate, "我這邊還是一樣", "");
    assertThat(see(duplicate, "status")).isEqualTo("TRIAGED");
    assertThat(see(duplicate, "category")).isEqualTo("WELFARE");
  }

  /// I9: a case that goes to another centre keeps its grade, and what the law asks of it.
  @Test
  void keepsItsGradeAtAnotherCentre() {
    Known known = reported(NOTHING);
    desk.step("triageCase", known.id(), Map.of("level", "URGENT", "category", "PROTECTION"));
    desk.step("transferCase", known.id(), Map.of("centre", "ntpc", "reason", "KNOWN_THERE"));
    StaffDesk there = new StaffDesk(staff, app, provider.token("n1", "ntpc", "INTAKE_WORKER"));
    Answer seen = there.look(known.id(), "status urgency category route").root();
    assertThat(seen.text("status")).isEqualTo("TRIAGED");
    assertThat(seen.text("urgency")).isEqualTo("URGENT");
    assertThat(seen.text("category")).isEqualTo("PROTECTION");
    assertThat(seen.at("route").isNull()).isFalse();
    assertThat(clocks(there, known)).contains("PROTECTION false", "ASSIGNMENT true");
  }

  /// I2, I8: clocks start some seconds after a case arrives. What a worker does before that counts
  /// as it would after it.
  @Test
  void countsWhatIsDoneBeforeTheClocksHaveStarted() {
    Known referred = reported(Map.of("topic", "DOMESTIC_VIOLENCE"));
    desk.step("referCase", referred.id(), Map.of("resources", List.of("tw.hotline.113")));
    assertThat(clocks(referred)).contains("PROTECTION true");

    Known main = reported(NOTHING);
    Known child = reported(Map.of("topic", "CHILD_PROTECTION"));
    merge(main, child);
    assertThat(clocks(main))
        .as("what the law asks for the merged case")
        .contains("PROTECTION false");

    Known danger = reported(Map.of("urgency", "IMMEDIATE_DANGER"));
    desk.step("acknowledgeCase", danger.id(), NOTHING);
    assertThat(clocks(danger)).contains("DANGER false");
    assertThat(told("DANGER_ARRIVED")).isEqualTo(1);
  }

  /// I2: danger that was over once, and has come back by a merge, is told as any other.
  @Test
  void watchesDangerThatComesBackByAMerge() throws SQLException {
    Known main = reported(Map.of("urgency", "IMMEDIATE_DANGER"));
    desk.step("triageCase", main.id(), ROUTINE);
    owner.run(
        ("update intake.case_clock set next_at = null, second_at = null, due_at = due_at - interval"
                + " '3 hours' where kind = 'DANGER' and case_id = '%s'")
            .formatted(main.id()));
    Known again = reported(Map.of("urgency", "IMMEDIATE_DANGER"));
    within10Seconds(() -> clocks(again).contains("DANGER false"));
    merge(main, again);
    assertThat(clocks(main)).contains("DANGER false");
    assertThat(
            owner.ask(
                ("select next_at > now() from intake.case_clock where kind = 'DANGER' and case_id ="
                        + " '%s'")
                    .formatted(main.id())))
        .as("somebody hears of it again")
        .isEqualTo("t");
  }

  /// I1: behind a case that its sender has erased, nobody would find the reports of others.
  @Test
  void showsAgainWhatWasMergedIntoACaseThatIsErased() throws SQLException {
    Known main = reported(NOTHING);
    Known other = reported(Map.of("urgency", "IMMEDIATE_DANGER"));
    desk.step("triageCase", main.id(), Map.of("level", "URGENT", "category", "WELFARE"));
    merge(main, other);
    assertThat(see(other, "mergedInto")).isEqualTo(main.id());
    app.input("EraseCase", Map.of("receipt", main.receipt().text()));
    assertThat(see(other, "mergedInto")).as("for a week it can be read").isEqualTo(main.id());
    owner.run(
        "update cases.case_file set erase_on = current_date - 1 where id = '" + main.id() + "'");
    retention.run();
    assertThat(desk.look(main.id(), "id").root().isNull()).isTrue();
    assertThat(desk.look(other.id(), "mergedInto").root().at("mergedInto").isNull()).isTrue();
    assertThat(
            desk.inbox(Map.of("urgencies", List.of("URGENT", "IMMEDIATE_DANGER")), 100, null)
                .root()
                .at("nodes")
                .each("id"))
        .contains(other.id());
    assertThat(see(other, "category")).as("both were about the same").isEqualTo("WELFARE");
    within10Seconds(() -> clocks(other).contains("ASSIGNMENT true"));
    write(other, "我還在等", "");
    assertThat(StaffDesk.kinds(StaffDesk.seenBySender(app, other.receipt())))
        .endsWith("MESSAGE_ADDED");
  }

  /// I1: nor behind one that was closed because its own sender is silent.
  @Test
  void losesNoMessageBehindACaseThatClosesByItself() throws SQLException {
    Known main = reported(NOTHING);
    Known other = reported(NOTHING);
    merge(main, other);
    String silent =
        "update cases.case_file set close_on = current_date - 1, close_warned_on = current_date -"
            + " 20 where id = '%s'";
    owner.run(silent.formatted(main.id()));
    retention.run();
    assertThat(see(main, "status")).as("while the other sender may write").isEqualTo("RECEIVED");
    write(other, "還有別的事", "");
    assertThat(
            owner.ask(
                "select close_on > current_date + 30 from cases.case_file where id = '"
                    + main.id()
                    + "'"))
        .as("a message of either keeps it open")
        .isEqualTo("t");
    // As an earlier version may have left it.
    owner.run("update cases.case_file set status = 'CLOSED' where id = '" + main.id() + "'");
    write(other, "你們還在嗎", "");
    assertThat(desk.look(other.id(), "mergedInto").root().at("mergedInto").isNull()).isTrue();
    assertThat(see(other, "unreadMessages")).isEqualTo("2");
    within10Seconds(() -> clocks(other).contains("ASSIGNMENT false"));
  }

  /// I2: whoever opens an open case again, by mistake or after a lost answer, wakes nobody.
  @Test
  void beginsNothingAnewWhereNothingWasClosed() {
    Known known = reported(Map.of("urgency", "IMMEDIATE_DANGER"));
    desk.step("replyToCase", known.id(), Map.of("messageId", "r", "words", "我們馬上到"));
    assertThat(clocks(known)).contains("DANGER true");
    long before = told("DANGER_ARRIVED");
    desk.step("reopenCase", known.id(), NOTHING);
    assertThat(clocks(known)).contains("DANGER true");
    assertThat(told("DANGER_ARRIVED")).isEqualTo(before);
  }

  /// I5: an erased case is as one that never was.
  @Test
  void answersForAnErasedCaseAsForOneThatNeverWas() {
    Known known = reported(NOTHING);
    assertThat(clocksOf(known.id()).isNull()).isFalse();
    app.input("EraseCase", Map.of("receipt", known.receipt().text()));
    assertThat(clocksOf(known.id()).isNull()).isTrue();
    Answer route =
        staff.ask(
            desk.token(),
            "query ($id: ID!) { proposedRoute(case: $id) { office } }",
            Map.of("id", known.id()));
    assertThat(route.root().isNull()).isTrue();
    Answer export =
        staff
            .ask(
                desk.token(),
                "mutation ($id: ID!) { exportCases(input: {id: $id, format: CSV}) { __typename"
                    + " ... on StaffRefused { code } } }",
                Map.of("id", known.id()))
            .root();
    assertThat(export.text("code")).isEqualTo("UNKNOWN_CASE");
  }

  private Answer clocksOf(String id) {
    return staff
        .ask(desk.token(), "query ($id: ID!) { caseClocks(case: $id) { kind } }", Map.of("id", id))
        .root();
  }

  /// I10: missed clocks are paged and counted.
  @Test
  void pagesAndCountsMissedClocks() throws SQLException {
    for (int i = 0; i < 3; i++) {
      Known known = reported(NOTHING);
      within10Seconds(() -> !clocks(known).isEmpty());
      owner.run(
          ("update intake.case_clock set missed = true, next_at = null, due_at = due_at -"
                  + " interval '3 days' where case_id = '%s'")
              .formatted(known.id()));
    }
    int count =
        Integer.parseInt(staff.ask(desk.token(), "{ missedClockCount }", Map.of()).root().text());
    assertThat(count).isGreaterThanOrEqualTo(6);
    List<String> all = new ArrayList<>();
    List<String> page;
    do {
      Map<String, Object> variables = new HashMap<>();
      variables.put("after", all.isEmpty() ? null : all.getLast());
      Answer clocks =
          staff
              .ask(
                  desk.token(),
                  "query ($after: String) { missedClocks(first: 2, after: $after) { cursor case"
                      + " staffCase { id } } }",
                  variables)
              .root();
      page = clocks.each("cursor");
      for (int clock = 0; clock < clocks.size(); clock++) {
        assertThat(clocks.text(clock, "staffCase", "id")).isEqualTo(clocks.text(clock, "case"));
      }
      all.addAll(page);
    } while (page.size() == 2);
    assertThat(all).hasSize(count).doesNotHaveDuplicates();
    String far = "+999999999-01-01T00:00:00Z 00000000-0000-0000-0000-000000000000 VISIT";
    for (String text : List.of("xxx", far)) {
      String cursor = Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
      Answer wrong =
          staff.ask(
              desk.token(),
              "{ missedClocks(first: 2, after: \"" + cursor + "\") { cursor } }",
              Map.of());
      assertThat(wrong.text("errors", 0, "extensions", "code"))
          .as(text)
          .isEqualTo("INVALID_CURSOR");
    }
  }

  /// Somebody who got no answer ticks that it is danger, and their app sends the same message
  /// again.
  @Test
  void hearsOfTheDangerThatOnlyARetrySays() {
    Known known = reported(NOTHING);
    Map<String, Object> message = Forms.message(known.receipt(), "again", "又開始了");
    assertThat(app.input("AddMessage", message).root().text("__typename"))
        .isEqualTo("MessageAdded");
    assertThat(see(known, "dangerNow")).isEqualTo("false");
    Map<String, Object> graver = new HashMap<>(message);
    graver.put("urgency", "IMMEDIATE_DANGER");
    assertThat(app.input("AddMessage", graver).root().text("__typename")).isEqualTo("MessageAdded");
    within10Seconds(() -> told("DANGER_ARRIVED") > 0);
    assertThat(see(known, "dangerNow")).isEqualTo("true");
    assertThat(see(known, "unreadMessages")).as("one message").isEqualTo("1");
    within10Seconds(() -> clocks(known).contains("DANGER false"));
    int version = desk.version(known.id());
    assertThat(app.input("AddMessage", graver).root().text("__typename")).isEqualTo("MessageAdded");
    assertThat(desk.version(known.id())).as("it is told once").isEqualTo(version);

    Map<String, Object> calm = Forms.message(known.receipt(), "calm", "今天平安");
    assertThat(app.input("AddMessage", calm).root().text("__typename")).isEqualTo("MessageAdded");
    desk.step("closeCase", known.id(), Map.of("outcome", "HELPED"));
    for (Map<String, Object> same : List.of(message, graver, calm)) {
      assertThat(app.input("AddMessage", same).root().text("__typename"))
          .as("the same request has the same answer")
          .isEqualTo("MessageAdded");
    }
    Map<String, Object> late = new HashMap<>(calm);
    late.put("urgency", "IMMEDIATE_DANGER");
    assertThat(app.input("AddMessage", late).root().text("code"))
        .as("only a new message opens a closed case again")
        .isEqualTo("MESSAGE_ID_ALREADY_USED");
  }

  /// I11 and B12: the list of what is missed says whether more follows and what has moved before.
  @Test
  void saysWhatFollowsAndWhatHasMovedAmongMissedDeadlines() throws SQLException {
    StaffDesk.clearLists(owner);
    List<Known> late = new ArrayList<>();
    for (String urgency : List.of("ROUTINE", "IMMEDIATE_DANGER", "ROUTINE")) {
      late.add(reported(Map.of("urgency", urgency)));
      within10Seconds(() -> !clocks(late.getLast()).isEmpty());
      miss(late.getLast(), "3 days");
    }
    Known last = reported(NOTHING);
    within10Seconds(() -> !clocks(last).isEmpty());
    Answer first = missed("first: 2");
    int total = Integer.parseInt(first.text("totalCount"));
    assertThat(total).isGreaterThanOrEqualTo(6);
    List<String> read = new ArrayList<>();
    List<String> kinds = new ArrayList<>();
    Answer page = first;
    while (true) {
      for (int i = 0; i < page.at("nodes").size(); i++) {
        read.add(page.text("nodes", i, "case", "id") + page.text("nodes", i, "kind"));
        assertThat(page.text("nodes", i, "missed")).isEqualTo("true");
      }
      kinds.addAll(page.at("nodes").each("kind"));
      assertThat(page.text("movedBefore")).isEqualTo("0");
      if (page.text("pageInfo", "hasNextPage").equals("false")) {
        break;
      }
      page = missed("first: 2, after: \"" + page.text("pageInfo", "endCursor") + "\"");
    }
    assertThat(read).hasSize(total).doesNotHaveDuplicates();
    assertThat(kinds).contains("DANGER").startsWith("DANGER");
    assertThat(kinds.subList(1, kinds.size())).doesNotContain("DANGER");
    miss(last, "90 days");
    Answer second = missed("first: 2, after: \"" + first.text("pageInfo", "endCursor") + "\"");
    assertThat(second.text("movedBefore")).isNotEqualTo("0");

    String mine = late.getFirst().id();
    desk.step("claimCase", mine, Map.of());
    assertThat(cases(missed("mine: true, first: 100"))).isNotEmpty().containsOnly(mine);
    desk.step("closeCase", mine, Map.of("outcome", "NO_NEED"));
    assertThat(cases(missed("first: 100")))
        .as("a closed case asks for nothing")
        .doesNotContain(mine);
    assertThat(
            staff
                .ask(desk.token(), "{ missedDeadlines(first: 101) { totalCount } }", Map.of())
                .text("errors", 0, "extensions", "code"))
        .isEqualTo("BAD_USER_INPUT");
  }

  private void miss(Known known, String ago) throws SQLException {
    owner.run(
        ("update intake.case_clock set missed = true, next_at = null, due_at = due_at - interval"
                + " '%s' where case_id = '%s'")
            .formatted(ago, known.id()));
  }

  private static List<String> cases(Answer page) {
    return IntStream.range(0, page.at("nodes").size())
        .mapToObj(i -> page.text("nodes", i, "case", "id"))
        .toList();
  }

  private Answer missed(String arguments) {
    return staff
        .ask(
            desk.token(),
            "{ missedDeadlines("
                + arguments
                + ") { nodes { case { id } kind missed } totalCount movedBefore pageInfo {"
                + " hasNextPage endCursor } } }",
            Map.of())
        .root();
  }

  /// Nobody awake: senders hear when a person is there, and with danger that nobody comes from
  /// here.
  @Test
  void tellsSendersWhenSomebodyIsThere() {
    Known calm = reported(NOTHING);
    assertThat(staffed(calm).text("text")).contains("has not said");
    List<Map<String, Object>> always =
        IntStream.rangeClosed(1, 7)
            .mapToObj(
                day -> Map.<String, Object>of("weekday", day, "opens", "00:00", "closes", "24:00"))
            .toList();
    assertThat(hours(always).text("__typename")).isEqualTo("CentreDutyChanged");
    assertThat(
            hours(List.of(Map.of("weekday", 1, "opens", "09:00", "closes", "08:00"))).text("code"))
        .isEqualTo("INVALID");
    assertThat(staffed(calm).text("now")).isEqualTo("true");
    Known danger = reported(Map.of("urgency", "IMMEDIATE_DANGER"));
    assertThat(staffed(danger).text("text"))
        .startsWith("In immediate danger nobody comes")
        .contains("110", "119");
    int tomorrow = LocalDate.now(TaiwanTime.ZONE).plusDays(1).getDayOfWeek().getValue();
    hours(List.of(Map.of("weekday", tomorrow, "opens", "08:30", "closes", "17:30")));
    assertThat(staffed(calm).text("now")).isEqualTo("false");
    assertThat(staffed(calm).text("text")).contains("08:30");
    hours(List.of());
  }

  private Answer hours(List<Map<String, Object>> hours) {
    return staff
        .ask(
            provider.token("s1", "tpe", "SUPERVISOR"),
            "mutation ($input: SaveCentreHoursInput!) { saveCentreHours(input: $input) { __typename"
                + " ... on StaffRefused { code } } }",
            Map.of("input", Map.of("hours", hours)))
        .root();
  }

  /// Read again at once, and not after a minute.
  private Answer staffed(Known known) {
    setups.forEach(each -> {
      if (each.getClass().getSimpleName().contains("StaffedHours")) {
        each.setUp();
      }
    });
    return app.ask("CaseStaffed", Map.of("receipt", known.receipt().text())).root().at("staffed");
  }

  /// Nobody awake: danger that nobody claims in ten minutes goes to whom the centre names.
  @Test
  void tellsASecondReceiverOfDangerThatNobodyClaims() throws SQLException {
    Answer named =
        staff
            .ask(
                provider.token("s1", "tpe", "SUPERVISOR"),
                "mutation { nameSecondReceiver(input: {centre: \"ntpc\"}) { __typename ... on"
                    + " CentreDutyChanged { duty { secondCentre } } } }",
                Map.of())
            .root();
    assertThat(named.at("duty").text("secondCentre")).isEqualTo("ntpc");
    Known claimed = reported(Map.of("urgency", "IMMEDIATE_DANGER"));
    Known known = reported(Map.of("urgency", "IMMEDIATE_DANGER"));
    within10Seconds(
        () -> clocks(known).contains("DANGER false") && clocks(claimed).contains("DANGER false"));
    desk.step("claimCase", claimed.id(), NOTHING);
    assertThat(told("DANGER_SECOND")).isZero();
    for (Known each : List.of(claimed, known)) {
      owner.run(
          ("update intake.case_clock set second_at = now(), next_at = now() where kind = 'DANGER'"
                  + " and case_id = '%s'")
              .formatted(each.id()));
    }
    within10Seconds(() -> told("DANGER_SECOND") == 2);
    LockSupport.parkNanos(Duration.ofSeconds(6).toNanos());
    assertThat(told("DANGER_SECOND")).as("once to each of two receivers").isEqualTo(2);
  }

  /// A mistyped name must not be the one that danger is told to.
  @Test
  void namesNobodyWhoIsUnknownAsSecondReceiver() {
    assertThat(
            staff
                .ask(
                    provider.token("s1", "tpe", "SUPERVISOR"),
                    "mutation { nameSecondReceiver(input: {worker: \"nobody-here\"}) { __typename"
                        + " ... on StaffRefused { code field } } }",
                    Map.of())
                .root()
                .text("code"))
        .isEqualTo("UNKNOWN_COLLEAGUE");
  }
}
