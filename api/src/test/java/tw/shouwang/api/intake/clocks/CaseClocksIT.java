package tw.shouwang.api.intake.clocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.cases.desk.CaseStep;
import tw.shouwang.api.cases.desk.CaseSteps;
import tw.shouwang.api.cases.desk.DeskCase;
import tw.shouwang.api.cases.desk.InboxQueries;
import tw.shouwang.api.cases.desk.StepRequest;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.envelope.ReceiptHash;
import tw.shouwang.api.cases.handovers.HandoverState;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.directory.entries.Topic;
import tw.shouwang.api.intake.answers.NeighbourSystem;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.api.testing.OwnerSql;

/// The scheduled job also runs during these tests, in real time. The result depends only on the
/// stored state, so it does not matter which of them acts first.
@MicronautTest(transactional = false)
class CaseClocksIT implements EmbeddedTest {

  @Inject AppClient app;
  @Inject CaseClocks clocks;
  @Inject Deadlines deadlines;
  @Inject CaseSteps steps;
  @Inject InboxQueries inbox;
  @Inject ReceiptHash hash;
  @Inject OwnerSql owner;

  @Override
  public Map<String, String> moreProperties() {
    // Nobody listens at this address, so that queued messages stay and can be counted.
    Map<String, String> properties = new HashMap<>();
    properties.put("shouwang.webhooks[0].name", "pager");
    properties.put("shouwang.webhooks[0].url", "http://127.0.0.1:9/hook");
    properties.put("shouwang.webhooks[0].centre", "tpe");
    properties.put(
        "shouwang.webhooks[0].events",
        "DANGER_ARRIVED,DANGER_UNCLAIMED,DEADLINE_NEAR,DEADLINE_MISSED,CLOSING_SOON");
    return properties;
  }

  @Test
  void wakesSomebodyForDangerThenSupervisorsThenTellsTheSender() throws SQLException {
    clearAlerts();
    Receipt receipt = submit("IMMEDIATE_DANGER", "CHILD_PROTECTION");
    tick();
    tick();
    assertThat(alerts("DANGER_ARRIVED")).isEqualTo(1);
    assertThat(alerts("DANGER_UNCLAIMED")).isZero();
    keepOnlyTheDangerClock(receipt);

    receivedAgo(receipt, "25 minutes");
    tick();
    tick();
    assertThat(alerts("DANGER_UNCLAIMED")).isEqualTo(1);
    assertThat(events(receipt)).containsExactly("RECEIVED");

    receivedAgo(receipt, "35 minutes");
    tick();
    tick();
    assertThat(alerts("DEADLINE_MISSED")).isEqualTo(1);
    assertThat(events(receipt)).containsExactly("RECEIVED", "OVERDUE");
    assertThat(timelineText(receipt)).contains("110", "113");
    assertThat(missed()).contains(ClockKind.DANGER);
    assertThat(owner.count("select count(*) from intake.webhook where case_id is not null"))
        .as("an alert names no case")
        .isZero();
  }

  /// Finding 2: the queries of the clocks and the code that restarts them know the same services.
  @Test
  void knowsTheServicesOfAClockAsTheDatabaseDoes() throws SQLException {
    for (ClockKind kind : ClockKind.values()) {
      for (NeighbourSystem neighbour : NeighbourSystem.values()) {
        assertThat(owner.ask("select intake.is_met_with('" + kind + "', '" + neighbour + "')"))
            .as("%s, %s", kind, neighbour)
            .isEqualTo(kind.isMetWith(neighbour) ? "t" : "f");
      }
    }
  }

  /// The same of the states of a hand-over, which are planned as if they stood in the query.
  @Test
  void knowsWhatMeetsTheLawAsTheDatabaseDoes() throws SQLException {
    for (HandoverState state : HandoverState.values()) {
      assertThat(owner.ask("select cases.meets_the_law('" + state + "')"))
          .as(state.name())
          .isEqualTo(state.meetsTheLaw() ? "t" : "f");
    }
    assertThat(
            owner.ask(
                "explain (format json) select from cases.hand_over where"
                    + " cases.meets_the_law(state)"))
        .contains("NOT_OPENED")
        .doesNotContain("meets_the_law");
  }

  /// 11: an upgrade of a county writes no clock that is right already.
  @Test
  void v230WritesOnlyClocksThatStandWronglyInTheCalendar() throws SQLException, IOException {
    UUID id = id(submit("ROUTINE", "DOMESTIC_VIOLENCE"));
    tick();
    String script =
        Files.readString(
            Path.of("src/main/resources/db/migration/V230__clocks_and_their_services.sql"));
    String written =
        "select xmin::text from intake.case_clock where kind = 'PROTECTION' and case_id = '"
            + id
            + "'";
    String before = owner.ask(written);
    owner.run(script.substring(script.lastIndexOf("\nupdate ")));
    assertThat(owner.ask(written)).isEqualTo(before);
  }

  @Test
  void leavesAloneWhoeverWasClaimedInTime() throws SQLException {
    clearAlerts();
    Receipt receipt = submit("IMMEDIATE_DANGER", "OTHER");
    tick();
    owner.run("update cases.case_file set claimed_by = 'worker' where id = '" + id(receipt) + "'");
    receivedAgo(receipt, "35 minutes");
    tick();
    assertThat(alerts("DANGER_UNCLAIMED")).isZero();
    assertThat(events(receipt)).containsExactly("RECEIVED");
  }

  @Test
  void tellsASenderOnceWhenADayHasPassedWithoutAGrade() throws SQLException {
    Receipt late = submit("ROUTINE", "ECONOMIC");
    UUID lateId = id(late);
    Receipt inTime = submit("ROUTINE", "ECONOMIC");
    tick();
    triage(id(inTime));
    passes(late, "25 hours");
    passes(inTime, "25 hours");
    try (ExecutorService nodes = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int node = 0; node < 4; node++) {
        nodes.submit(this::tick);
      }
    }
    assertThat(events(late)).containsExactly("RECEIVED", "OVERDUE");
    assertThat(events(inTime)).doesNotContain("OVERDUE");
    assertThat(clocks.missed("tpe", 100))
        .filteredOn(clock -> clock.caseId().equals(lateId))
        .extracting(RunningClock::kind)
        .containsExactlyInAnyOrder(ClockKind.SAME_DAY, ClockKind.ASSIGNMENT);
    triage(lateId);
    assertThat(clocks.missed("tpe", 100))
        .as("what was done late is missed, and no longer owed")
        .noneMatch(clock -> clock.caseId().equals(lateId));
  }

  @Test
  void goesOnWithTheOthersWhenOneFails() throws SQLException {
    refuseClocksOf("CARE_BURDEN");
    Receipt broken = submit("IMMEDIATE_DANGER", "CARE_BURDEN");
    List<Receipt> sound = List.of(submit("ROUTINE", "OTHER"), submit("ROUTINE", "OTHER"));
    tick();
    assertThat(clocks.of(id(broken))).isEmpty();
    for (Receipt each : sound) {
      assertThat(clocks.of(id(each))).as("the others have theirs").isNotEmpty();
    }
    owner.run("drop function intake.refuse cascade");
    tick();
    assertThat(clocks.of(id(broken))).as("and it as soon as it can").isNotEmpty();
  }

  private void refuseClocksOf(String topic) throws SQLException {
    owner.run(
        """
        create function intake.refuse() returns trigger language plpgsql as $$
        begin
          if exists (
            select from cases.case_file where id = new.case_id and topic = '%s'
          ) then
            raise exception 'refused';
          end if;
          return new;
        end $$;
        grant execute on function intake.refuse to public;
        create trigger refuse before insert on intake.case_clock
          for each row execute function intake.refuse()
        """
            .formatted(topic));
  }

  @Test
  void pushesWithTheEventInOneTransaction() throws SQLException {
    Receipt receipt = submit("URGENT", "OTHER");
    tick();
    passes(receipt, "25 hours");
    owner.run("revoke insert on outbox.push from shouwang_staff, shouwang_public");
    try {
      tick();
    } finally {
      owner.run("grant insert on outbox.push to shouwang_staff, shouwang_public");
    }
    assertThat(events(receipt)).as("no push, so nothing is said").containsExactly("RECEIVED");
    assertThat(running(receipt, ClockKind.ASSIGNMENT)).as("and it is tried again").isTrue();
    tick();
    assertThat(events(receipt)).containsExactly("RECEIVED", "OVERDUE");
    assertThat(running(receipt, ClockKind.ASSIGNMENT)).isFalse();
  }

  private boolean running(Receipt receipt, ClockKind kind) throws SQLException {
    return clocks.of(id(receipt)).stream()
        .anyMatch(each -> each.kind() == kind && each.next() != null);
  }

  /// W15: cases that fail must not delay the clocks of the cases behind them.
  @Test
  void startsAndEndsTheClocksOfOthersBehindManyThatFail() throws SQLException {
    clearAlerts();
    Receipt running = submit("ROUTINE", "OTHER");
    tick();
    passes(running, "25 hours");
    refuseClocksOf("CARE_BURDEN");
    for (int i = 0; i < 12; i++) {
      submit("IMMEDIATE_DANGER", "CARE_BURDEN");
    }
    Receipt behind = submit("ROUTINE", "OTHER");
    try {
      tick();
      assertThat(clocks.of(id(behind))).as("it has its clocks").isNotEmpty();
      assertThat(events(running)).as("clocks that run go on").contains("OVERDUE");
    } finally {
      owner.run("drop function intake.refuse cascade");
    }
  }

  /// W15: a topic of a newer version must not prevent the common clocks.
  @Test
  void givesTheCommonClocksToACaseWhoseTopicItDoesNotKnow() throws SQLException {
    Receipt receipt = submit("IMMEDIATE_DANGER", "CARE_BURDEN");
    UUID id = id(receipt);
    owner.run(
        "delete from intake.case_clock where case_id = '%1$s';".formatted(id)
            + "update cases.case_file set topic = 'OF_TOMORROW', clocks_started = false where id = '%s'"
                .formatted(id));
    clocks.startNew();
    assertThat(clocks.of(id))
        .extracting(RunningClock::kind)
        .containsExactlyInAnyOrder(ClockKind.DANGER, ClockKind.SAME_DAY, ClockKind.ASSIGNMENT);
    owner.run("update cases.case_file set topic = 'CARE_BURDEN' where id = '%s'".formatted(id));
  }

  /// W15: the query for new cases uses its own index.
  @Test
  void findsNewCasesByAnIndexOfTheirOwn() throws SQLException {
    owner.run("analyze cases.case_file");
    assertThat(
            owner.ask(
                "select indexdef from pg_indexes where indexname = 'case_file_clocks_started'"))
        .contains("WHERE ((NOT clocks_started)");
    tick();
    assertThat(
            owner.count(
                "select count(*) from cases.case_file where not clocks_started and status <>"
                    + " 'CLOSED' and erased_on is null"))
        .as("nothing is looked at again")
        .isZero();
  }

  /// W16: a clock that was met after it was read must not end as missed.
  @Test
  void asksAgainWhetherAClockIsMetWhenItEndsIt() throws SQLException {
    clearAlerts();
    Receipt claimed = submit("IMMEDIATE_DANGER", "OTHER");
    tick();
    keepOnlyTheDangerClock(claimed);
    claim(claimed, "'worker'");
    receivedAgo(claimed, "35 minutes");
    clocks.lookAt(readWhile(null, claimed), Instant.now());
    assertThat(alerts("DEADLINE_MISSED")).as("it was claimed after the list was read").isZero();
    assertThat(events(claimed)).doesNotContain("OVERDUE");

    Receipt released = submit("IMMEDIATE_DANGER", "OTHER");
    tick();
    keepOnlyTheDangerClock(released);
    receivedAgo(released, "35 minutes");
    clocks.lookAt(readWhile("worker", released), Instant.now());
    assertThat(alerts("DEADLINE_MISSED"))
        .as("it was released after the list was read")
        .isEqualTo(1);
  }

  /// The clock as a list showed it that was read while somebody else, or nobody, had claimed the
  /// case. The case itself is never in that state while its clock is due, or the scheduled job
  /// could end the clock rightly.
  private RunningClock readWhile(@Nullable String worker, Receipt receipt) throws SQLException {
    RunningClock now = running(receipt);
    return new RunningClock(
        now.caseId(),
        now.kind(),
        now.dueAt(),
        now.next(),
        now.secondAt(),
        now.missed(),
        now.centre(),
        worker != null,
        now.exercise());
  }

  private void claim(Receipt receipt, String worker) throws SQLException {
    owner.run(
        "update cases.case_file set claimed_by = %s where id = '%s'"
            .formatted(worker, id(receipt)));
  }

  private RunningClock running(Receipt receipt) throws SQLException {
    return clocks.of(id(receipt)).stream()
        .filter(each -> each.kind() == ClockKind.DANGER)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void tellsOfCasesAboutToCloseOnceADay() throws SQLException {
    clearAlerts();
    Receipt receipt = submit("ROUTINE", "OTHER");
    owner.run(
        "update cases.case_file set close_on = current_date + 10 where id = '" + id(receipt) + "'");
    clocks.tellOfClosing("tpe");
    clocks.tellOfClosing("tpe");
    assertThat(alerts("CLOSING_SOON")).isEqualTo(1);
    assertThat(clocks.closingSoon("tpe", LocalDate.EPOCH, new UUID(0, 0), 10))
        .extracting(ClosingRow::caseId)
        .containsExactly(id(receipt));
  }

  /// I10: a missed deadline that is no danger is counted for the next quarter hour.
  @Test
  void gathersWhatIsMissedUnlessItIsDanger() throws SQLException {
    clearAlerts();
    owner.run("delete from intake.gathered_reminder");
    Receipt receipt = submit("ROUTINE", "DOMESTIC_VIOLENCE");
    tick();
    owner.run(
        """
        update intake.case_clock
        set due_at = now() - interval '1 minute', next_at = now() - interval '1 minute'
        where kind = 'PROTECTION' and case_id = '%s'
        """
            .formatted(id(receipt)));
    tick();
    tick();
    assertThat(missed()).contains(ClockKind.PROTECTION);
    assertThat(alerts("DEADLINE_MISSED")).isZero();
    assertThat(
            owner.count(
                "select sum(reminders) from intake.gathered_reminder"
                    + " where event = 'DEADLINE_MISSED' and clock_kind = 'PROTECTION'"))
        .isEqualTo(1);
  }

  @Test
  void knowsWhichClocksTheLawSets() {
    Instant received = Instant.parse("2026-03-04T02:10:00Z");
    Instant due = received.plusSeconds(86_400);
    assertThat(deadlines.of(Set.of(Topic.OTHER), false, received, due).keySet())
        .containsExactly(ClockKind.SAME_DAY, ClockKind.ASSIGNMENT);
    assertThat(deadlines.of(Set.of(Topic.OTHER, Topic.DOMESTIC_VIOLENCE), false, received, due))
        .containsEntry(
            ClockKind.PROTECTION,
            new ClockTimes(
                Instant.parse("2026-03-04T20:10:00Z"), Instant.parse("2026-03-05T02:10:00Z")));
    Map<ClockKind, ClockTimes> family = deadlines.of(Set.of(Topic.ECONOMIC), false, received, due);
    assertThat(family.keySet())
        .containsExactly(
            ClockKind.SAME_DAY, ClockKind.ASSIGNMENT, ClockKind.VISIT, ClockKind.INQUIRY);
    assertThat(family)
        .containsEntry(
            ClockKind.SAME_DAY,
            new ClockTimes(
                Instant.parse("2026-03-04T14:00:00Z"), Instant.parse("2026-03-04T16:00:00Z")));
  }

  @Test
  void endsPeriodsOfDaysOnWorkingDays() {
    // Ten days after 9 March is a Thursday.
    assertThat(end("2026-03-09")).isEqualTo("2026-03-19T16:00:00Z");
    // A Sunday moves to the end of Monday, a Saturday to noon of Monday.
    assertThat(end("2026-03-12")).isEqualTo("2026-03-23T16:00:00Z");
    assertThat(end("2026-03-11")).isEqualTo("2026-03-23T04:00:00Z");
    // A day in the New Year holidays moves to the day after them.
    assertThat(end("2026-02-07")).isEqualTo("2026-02-23T16:00:00Z");
    // The calendar for 2035 is unknown, so nothing is added.
    assertThat(end("2035-01-03")).isEqualTo("2035-01-13T16:00:00Z");
  }

  private void tick() {
    clocks.startNew();
    clocks.lookAtDue();
  }

  private String end(String from) {
    return deadlines.endOfDays(LocalDate.parse(from), 10).toString();
  }

  private List<ClockKind> missed() {
    return clocks.missed("tpe", 100).stream().map(RunningClock::kind).toList();
  }

  private Receipt submit(String urgency, String topic) {
    Receipt receipt = Receipt.random(new SecureRandom());
    app.input(
        "SubmitConcern",
        Map.of(
            "receipt",
            receipt.text(),
            "topic",
            topic,
            "urgency",
            urgency,
            "words",
            "樓上一直有哭聲",
            "area",
            "63000030"));
    return receipt;
  }

  private Answer view(Receipt receipt) {
    return app.ask("CaseView", Map.of("receipt", receipt.text())).root();
  }

  private List<String> events(Receipt receipt) {
    return view(receipt).at("timeline").each("kind");
  }

  private String timelineText(Receipt receipt) {
    Answer timeline = view(receipt).at("timeline");
    return timeline.text(timeline.size() - 1, "text");
  }

  /// Sets an exact time of receipt: stored times are up to ten minutes early, depending on the
  /// minute of arrival.
  private void receivedAgo(Receipt receipt, String time) throws SQLException {
    passes(
        receipt,
        owner.ask(
            "select received_at - (now() - interval '%s') from cases.case_file where id = '%s'"
                .formatted(time, id(receipt))));
  }

  /// Removes the other clocks, because the same-day clock could end at midnight during the test.
  private void keepOnlyTheDangerClock(Receipt receipt) throws SQLException {
    owner.run(
        "delete from intake.case_clock where kind <> 'DANGER' and case_id = '%s'"
            .formatted(id(receipt)));
  }

  /// Moves one case's times back, as if time had passed.
  private void passes(Receipt receipt, String time) throws SQLException {
    owner.run(
        """
        update cases.timeline_event
        set happened_at = happened_at - interval '%1$s'
        where case_id = '%2$s';
        update cases.case_file
        set received_at = received_at - interval '%1$s',
            due_at = due_at - interval '%1$s'
        where id = '%2$s';
        update intake.case_clock
        set warn_at = warn_at - interval '%1$s',
            due_at = due_at - interval '%1$s',
            next_at = next_at - interval '%1$s'
        where case_id = '%2$s'
        """
            .formatted(time, id(receipt)));
  }

  private UUID id(Receipt receipt) throws SQLException {
    String hex = HexFormat.of().formatHex(hash.of(receipt));
    return UUID.fromString(
        owner.ask(
            "select case_id from cases.receipt_hash where hash = decode('" + hex + "', 'hex')"));
  }

  private long alerts(String event) throws SQLException {
    return owner.count("select count(*) from intake.webhook where event = '" + event + "'");
  }

  private void clearAlerts() throws SQLException {
    owner.run("update cases.case_file set erased_on = current_date");
    tick();
    owner.run("delete from intake.webhook");
  }

  private void triage(UUID id) {
    DeskCase known = inbox.find(id, "tpe").orElseThrow();
    StepRequest request = new StepRequest(id, "tpe", known.version(), "worker", "worker", true);
    steps.take(request, new CaseStep.Triage(known.urgency(), "OTHER", held -> null));
  }
}
