package tw.shouwang.api.intake.clocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.cases.desk.CaseDesk;
import tw.shouwang.api.cases.desk.CaseInbox;
import tw.shouwang.api.cases.desk.DeskCase;
import tw.shouwang.api.cases.desk.DeskHand;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.envelope.ReceiptHash;
import tw.shouwang.api.cases.records.Urgency;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.database.OwnerConnections;
import tw.shouwang.api.directory.entries.Topic;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;

/// The job runs beside these tests on the real time; what is due is found in the state alone, so
/// whoever looks first, the outcome is one.
@MicronautTest(transactional = false)
class CaseClocksIT implements EmbeddedTest {

  @Inject AppClient app;
  @Inject CaseClocks clocks;
  @Inject Deadlines deadlines;
  @Inject CaseDesk desk;
  @Inject CaseInbox inbox;
  @Inject ReceiptHash hash;
  @Inject OwnerConnections owner;

  @Override
  public Map<String, String> moreProperties() {
    // Nobody listens there: what is queued stays to be counted.
    Map<String, String> properties = new HashMap<>();
    properties.put("shouwang.webhooks.pager.url", "http://127.0.0.1:9/hook");
    properties.put("shouwang.webhooks.pager.centre", "tpe");
    properties.put(
        "shouwang.webhooks.pager.events",
        "DANGER_ARRIVED,DANGER_UNCLAIMED,DEADLINE_NEAR,DEADLINE_MISSED,CLOSING_SOON");
    return properties;
  }

  @Test
  void wakesSomebodyForDangerThenSupervisorsThenTellsTheSender() throws SQLException {
    clearAlerts();
    Receipt receipt = submit("IMMEDIATE_DANGER", "CHILD_PROTECTION");
    clocks.tick();
    clocks.tick();
    assertThat(alerts("DANGER_ARRIVED")).isEqualTo(1);
    assertThat(alerts("DANGER_UNCLAIMED")).isZero();
    keepOnlyTheDangerClock(receipt);

    receivedAgo(receipt, "25 minutes");
    clocks.tick();
    clocks.tick();
    assertThat(alerts("DANGER_UNCLAIMED")).isEqualTo(1);
    assertThat(events(receipt)).containsExactly("RECEIVED");

    receivedAgo(receipt, "35 minutes");
    clocks.tick();
    clocks.tick();
    assertThat(alerts("DEADLINE_MISSED")).isEqualTo(1);
    assertThat(events(receipt)).containsExactly("RECEIVED", "OVERDUE");
    assertThat(timelineText(receipt)).contains("110", "113");
    assertThat(missed()).contains(ClockKind.DANGER);
    assertThat(count("select count(*) from intake.webhook where case_id is not null"))
        .as("an alert names no case")
        .isZero();
  }

  @Test
  void leavesAloneWhoeverWasClaimedInTime() throws SQLException {
    clearAlerts();
    Receipt receipt = submit("IMMEDIATE_DANGER", "OTHER");
    clocks.tick();
    asOwner("update cases.case_file set claimed_by = 'worker' where id = '" + id(receipt) + "'");
    receivedAgo(receipt, "35 minutes");
    clocks.tick();
    assertThat(alerts("DANGER_UNCLAIMED")).isZero();
    assertThat(events(receipt)).containsExactly("RECEIVED");
  }

  @Test
  void tellsASenderOnceWhenADayHasPassedWithoutAGrade() throws SQLException {
    Receipt late = submit("ROUTINE", "ECONOMIC");
    UUID lateId = id(late);
    Receipt inTime = submit("ROUTINE", "ECONOMIC");
    clocks.tick();
    triage(id(inTime));
    passes(late, "25 hours");
    passes(inTime, "25 hours");
    try (ExecutorService nodes = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int node = 0; node < 4; node++) {
        nodes.submit(clocks::tick);
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
    asOwner(
        """
        create function intake.refuse() returns trigger language plpgsql as $$
        begin
          if exists (
            select from cases.case_file where id = new.case_id and topic = 'CARE_BURDEN'
          ) then
            raise exception 'refused';
          end if;
          return new;
        end $$;
        grant execute on function intake.refuse to public;
        create trigger refuse before insert on intake.case_clock
          for each row execute function intake.refuse()
        """);
    Receipt broken = submit("IMMEDIATE_DANGER", "CARE_BURDEN");
    List<Receipt> sound = List.of(submit("ROUTINE", "OTHER"), submit("ROUTINE", "OTHER"));
    clocks.tick();
    assertThat(clocks.of(id(broken))).isEmpty();
    for (Receipt each : sound) {
      assertThat(clocks.of(id(each))).as("the others have theirs").isNotEmpty();
    }
    asOwner("drop function intake.refuse cascade");
    clocks.tick();
    assertThat(clocks.of(id(broken))).as("and it as soon as it can").isNotEmpty();
  }

  @Test
  void pushesWithTheEventInOneTransaction() throws SQLException {
    Receipt receipt = submit("URGENT", "OTHER");
    long before = count("select count(*) from outbox.push");
    passes(receipt, "25 hours");
    asOwner("revoke insert on outbox.push from shouwang_staff, shouwang_public");
    try {
      clocks.tick();
    } catch (RuntimeException e) {
      assertThat(e).as("the push cannot be promised").isNotNull();
    } finally {
      asOwner("grant insert on outbox.push to shouwang_staff, shouwang_public");
    }
    assertThat(events(receipt)).as("so nothing is said").containsExactly("RECEIVED");
    clocks.tick();
    assertThat(events(receipt)).containsExactly("RECEIVED", "OVERDUE");
    assertThat(count("select count(*) from outbox.push")).isGreaterThanOrEqualTo(before);
  }

  @Test
  void tellsOfCasesAboutToCloseOnceADay() throws SQLException {
    clearAlerts();
    Receipt receipt = submit("ROUTINE", "OTHER");
    asOwner(
        "update cases.case_file set close_on = current_date + 10 where id = '" + id(receipt) + "'");
    clocks.tellOfClosing("tpe");
    clocks.tellOfClosing("tpe");
    assertThat(alerts("CLOSING_SOON")).isEqualTo(1);
    assertThat(clocks.closingSoon("tpe", 10)).containsExactly(id(receipt));
  }

  @Test
  void knowsWhichClocksTheLawSets() {
    Instant received = Instant.parse("2026-03-04T02:10:00Z");
    Instant due = received.plusSeconds(86_400);
    assertThat(deadlines.of(Set.of(Topic.OTHER), Urgency.ROUTINE, received, due).keySet())
        .containsExactly(ClockKind.SAME_DAY, ClockKind.ASSIGNMENT);
    assertThat(
            deadlines.of(
                Set.of(Topic.OTHER, Topic.DOMESTIC_VIOLENCE), Urgency.URGENT, received, due))
        .containsEntry(
            ClockKind.PROTECTION,
            new ClockTimes(
                Instant.parse("2026-03-04T20:10:00Z"), Instant.parse("2026-03-05T02:10:00Z")));
    Map<ClockKind, ClockTimes> family =
        deadlines.of(Set.of(Topic.ECONOMIC), Urgency.ROUTINE, received, due);
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
    // Ten days after the 9th of March is a Thursday.
    assertThat(end("2026-03-09")).isEqualTo("2026-03-19T16:00:00Z");
    // A Sunday: the end of Monday. A Saturday: noon of Monday.
    assertThat(end("2026-03-12")).isEqualTo("2026-03-23T16:00:00Z");
    assertThat(end("2026-03-11")).isEqualTo("2026-03-23T04:00:00Z");
    // In the New Year holidays: the day after them.
    assertThat(end("2026-02-07")).isEqualTo("2026-02-23T16:00:00Z");
    // Nothing is known of 2027, so nothing is added.
    assertThat(end("2027-01-06")).isEqualTo("2027-01-16T16:00:00Z");
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

  /// Cases are kept with a time of receipt up to ten minutes early, by the minute they came in:
  /// this makes it one and the same for every run.
  private void receivedAgo(Receipt receipt, String time) throws SQLException {
    passes(
        receipt,
        query(
            "select received_at - (now() - interval '%s') from cases.case_file where id = '%s'"
                .formatted(time, id(receipt))));
  }

  /// The day may end while the test runs, and with it the clock of the same day.
  private void keepOnlyTheDangerClock(Receipt receipt) throws SQLException {
    asOwner(
        "delete from intake.case_clock where kind <> 'DANGER' and case_id = '%s'"
            .formatted(id(receipt)));
  }

  /// As if it were that much later for one case.
  private void passes(Receipt receipt, String time) throws SQLException {
    asOwner(
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
    try (Connection connection = owner.open().orElseThrow();
        var statement =
            connection.prepareStatement("select case_id from cases.receipt_hash where hash = ?")) {
      statement.setBytes(1, hash.of(receipt));
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getObject(1, UUID.class);
      }
    }
  }

  private long alerts(String event) throws SQLException {
    return count("select count(*) from intake.webhook where event = '" + event + "'");
  }

  private void clearAlerts() throws SQLException {
    asOwner("update cases.case_file set erased_on = current_date");
    clocks.tick();
    asOwner("delete from intake.webhook");
  }

  private long count(String sql) throws SQLException {
    return Long.parseLong(query(sql));
  }

  private String query(String sql) throws SQLException {
    try (Connection connection = owner.open().orElseThrow();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private void asOwner(String sql) throws SQLException {
    try (Connection connection = owner.open().orElseThrow();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void triage(UUID id) {
    DeskCase known = inbox.find(id, "tpe").orElseThrow();
    DeskHand hand = new DeskHand(id, "tpe", known.version(), "worker", "worker", true);
    desk.triage(hand, known.urgency(), "OTHER", held -> null);
  }
}
