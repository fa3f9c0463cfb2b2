package tw.shouwang.api.intake.clocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.intake.StaffDesk;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.api.testing.IdentityProvider;
import tw.shouwang.api.testing.OwnerSql;
import tw.shouwang.api.testing.StaffClient;
import tw.shouwang.foundation.TaiwanTime;

/// All running deadlines of a centre by day (dispatch centre's row 7), and that they agree with the
/// clocks.
@MicronautTest(transactional = false)
class CalendarIT implements EmbeddedTest {

  private static final String AREA = "63000100";

  private final IdentityProvider provider = IdentityProvider.start();
  private StaffDesk worker;
  private StaffDesk elsewhere;

  @Inject StaffClient staff;
  @Inject AppClient app;
  @Inject OwnerSql owner;
  @Inject CaseClocks clocks;

  @SuppressWarnings("NullAway.Init")
  CalendarIT() {}

  @Override
  public Map<String, String> moreProperties() {
    return provider.settings();
  }

  @BeforeEach
  void sitDown() throws SQLException {
    StaffDesk.clearLists(owner);
    worker = new StaffDesk(staff, app, provider.token("w1", "tpe", "INTAKE_WORKER"));
    elsewhere = new StaffDesk(staff, app, provider.token("n1", "ntpc", "SUPERVISOR"));
  }

  @AfterAll
  void stop() {
    provider.close();
  }

  @Test
  void showsEveryRunningDeadlineOnItsDay() throws SQLException {
    String family = reported("ECONOMIC", "ROUTINE");
    String child = reported("CHILD_PROTECTION", "IMMEDIATE_DANGER");
    clocks.startNew();
    agrees();
    // Same day, 24 hours, visit and inquiry of one; danger, same day, 24 hours, protection of the
    // other.
    Answer all = deadlines(worker, "");
    assertThat(all.text("totalCount")).isEqualTo("8");
    assertThat(all.text("nodes", 0, "kind")).isEqualTo("DANGER");
    assertThat(all.text("nodes", 0, "case", "id")).isEqualTo(child);
    Answer days = days(worker, "");
    assertThat(sum(days)).isEqualTo(8);
    LocalDate today = LocalDate.now(TaiwanTime.ZONE);
    assertThat(days.text("days", 0, "on"))
        .as("a midnight ends this day")
        .isEqualTo(today.toString());
    assertThat(sum(days(worker, "(mine: true)"))).isZero();
    assertThat(sum(days(elsewhere, ""))).isZero();
    assertThat(deadlines(elsewhere, "").text("totalCount")).isEqualTo("0");

    worker.step("claimCase", family, Map.of());
    agrees();
    assertThat(deadlines(worker, "(mine: true)").at("nodes").size()).isEqualTo(4);
    assertThat(sum(days(worker, "(mine: true)"))).isEqualTo(4);
    worker.step("triageCase", family, Map.of("level", "ROUTINE", "category", "WELFARE"));
    agrees();
    worker.step("triageCase", child, Map.of("level", "ROUTINE", "category", "PROTECTION"));
    agrees();
    worker.step("transferCase", child, Map.of("centre", "ntpc", "reason", "KNOWN_THERE"));
    agrees();
    assertThat(Integer.parseInt(deadlines(elsewhere, "").text("totalCount"))).isPositive();
    owner.run("update intake.case_clock set due_at = now() - interval '2 days'");
    agrees();
    assertThat(Integer.parseInt(days(worker, "").text("late"))).isPositive();
    assertThat(days(worker, "").at("days").size()).as("from today on").isZero();
    assertThat(Integer.parseInt(deadlines(worker, "").text("totalCount"))).isPositive();
    worker.step("closeCase", family, Map.of("outcome", "HELPED"));
    agrees();
    assertThat(deadlines(worker, "").text("totalCount")).isEqualTo("0");
    assertThat(days(worker, "").text("late")).isEqualTo("0");
  }

  @Test
  void pagesWithoutLosingOne() throws SQLException {
    for (int i = 0; i < 3; i++) {
      reported("ECONOMIC", "ROUTINE");
    }
    clocks.startNew();
    String after = "";
    int found = 0;
    for (int page = 0; page < 6; page++) {
      Answer some = deadlines(worker, "(first: 2" + after + ")");
      assertThat(some.text("totalCount")).isEqualTo("12");
      found += some.at("nodes").size();
      after = ", after: \"" + some.text("pageInfo", "endCursor") + "\"";
      assertThat(some.text("pageInfo", "hasNextPage")).isEqualTo(Boolean.toString(page < 5));
    }
    assertThat(found).isEqualTo(12);
    String today = LocalDate.now(TaiwanTime.ZONE).toString();
    assertThat(
            deadlines(worker, "(from: \"" + today + "\", to: \"" + today + "\")")
                .text("totalCount"))
        .isEqualTo("3");
  }

  @Test
  void refusesWhatIsNoRange() {
    for (String wrong :
        List.of(
            "deadlineDays(from: \"2026-02-01\", to: \"2026-01-01\") { late }",
            "deadlineDays(from: \"2026-01-01\", to: \"2026-12-31\") { late }",
            "deadlines(first: 0) { totalCount }",
            "deadlines(first: 101) { totalCount }",
            "deadlines(after: \"eA\") { totalCount }")) {
      for (String language : List.of("zh-TW", "en", "vi", "id", "th", "fil")) {
        assertThat(staff.post(worker.token(), "{ " + wrong + " }", Map.of(), language).body())
            .as(wrong)
            .contains("BAD_USER_INPUT");
      }
    }
  }

  /// The columns by which the calendar is read say what the clocks' own condition says.
  private void agrees() throws SQLException {
    assertThat(
            owner.count(
                "select count(*) from intake.case_clock join cases.case_file on case_file.id ="
                    + " case_clock.case_id where (runs_at is not null) <> ("
                    + ClockRepository.NOT_MET
                    + ") or runs_at <> case_file.centre or runs_at is not null and runs_for is"
                    + " distinct from claimed_by"))
        .isZero();
  }

  private static int sum(Answer days) {
    return days.at("days").each("count").stream().mapToInt(Integer::parseInt).sum();
  }

  private Answer days(StaffDesk desk, String arguments) {
    return staff
        .ask(
            desk.token(),
            "{ deadlineDays" + range(arguments) + " { late days { on count more } } }")
        .root();
  }

  /// The longest range, so that the inquiry after 30 days is in it.
  private static String range(String arguments) {
    String to = "to: \"" + LocalDate.now(TaiwanTime.ZONE).plusDays(60) + "\"";
    return arguments.isEmpty() ? "(" + to + ")" : arguments.replace(")", ", " + to + ")");
  }

  private Answer deadlines(StaffDesk desk, String arguments) {
    return staff
        .ask(
            desk.token(),
            "{ deadlines"
                + arguments
                + " { nodes { case { id } kind dueAt missed } totalCount pageInfo { hasNextPage"
                + " endCursor } } }")
        .root();
  }

  private String reported(String topic, String urgency) throws SQLException {
    Receipt receipt =
        StaffDesk.report(app, Map.of("area", AREA, "topic", topic, "urgency", urgency));
    String said = StaffDesk.seenBySender(app, receipt).text("reference").replace(" ", "");
    return owner.ask("select id from cases.case_file where reference = '" + said + "'");
  }
}
