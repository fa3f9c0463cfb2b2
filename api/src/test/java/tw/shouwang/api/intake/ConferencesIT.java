package tw.shouwang.api.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.database.OwnerConnections;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.api.testing.IdentityProvider;
import tw.shouwang.api.testing.LockWait;
import tw.shouwang.api.testing.OwnerSql;
import tw.shouwang.api.testing.StaffClient;
import tw.shouwang.foundation.TaiwanTime;

/// Case conferences (dispatch centre's row 10): planned, written down, listed and exported.
@MicronautTest(transactional = false)
class ConferencesIT implements EmbeddedTest {

  private static final String AREA = "63000030";

  private final IdentityProvider provider = IdentityProvider.start();
  private final LocalDate today = LocalDate.now(TaiwanTime.ZONE);

  @Inject StaffClient staff;
  @Inject AppClient app;
  @Inject OwnerSql owner;
  @Inject OwnerConnections owners;

  private StaffDesk worker;
  private StaffDesk elsewhere;

  @SuppressWarnings("NullAway.Init")
  ConferencesIT() {}

  @Override
  public Map<String, String> moreProperties() {
    return provider.settings();
  }

  @BeforeEach
  void sitDown() throws SQLException {
    StaffDesk.clearLists(owner);
    worker = new StaffDesk(staff, app, provider.token("w1", "tpe", "INTAKE_WORKER"));
    elsewhere = new StaffDesk(staff, app, provider.token("n1", "ntpc", "INTAKE_WORKER"));
  }

  @AfterAll
  void stop() {
    provider.close();
  }

  @Test
  void plansWritesDownAndLists() throws SQLException {
    StaffDesk.report(app, Map.of("area", AREA));
    String id = worker.only(Map.of("area", AREA));
    assertThat(save(worker, id, "DISTRICT", today.plusDays(7), null).text("__typename"))
        .isEqualTo("ConferenceSaved");
    save(worker, id, "CASE", today, null);
    Answer held = save(worker, id, "CASE", today, "PLAN_CHANGED");
    assertThat(held.text("conference", "outcome")).isEqualTo("PLAN_CHANGED");
    assertThat(held.text("conference", "savedBy")).isEqualTo("Worker w1");
    assertThat(save(worker, id, "CASE", today, null).text("conference", "outcome"))
        .as("planned again, it keeps what came of it")
        .isEqualTo("PLAN_CHANGED");

    Answer all = list(worker, "");
    assertThat(all.at("nodes").each("level")).containsExactly("CASE", "DISTRICT");
    assertThat(all.text("csv"))
        .isEqualTo(
            ("case,level,on,outcome,exercise\r\n%1$s,CASE,%2$s,PLAN_CHANGED,false\r\n"
                    + "%1$s,DISTRICT,%3$s,,false\r\n")
                .formatted(id, today, today.plusDays(7)));
    Answer first = list(worker, "(first: 1)");
    assertThat(first.text("pageInfo", "hasNextPage")).isEqualTo("true");
    Answer next =
        list(worker, "(first: 1, after: \"" + first.text("pageInfo", "endCursor") + "\")");
    assertThat(next.at("nodes").each("level")).containsExactly("DISTRICT");
    assertThat(list(worker, "(level: CITY)").at("nodes").size()).isZero();
    assertThat(list(worker, "(case: \"" + id + "\", to: \"" + today + "\")").at("nodes").size())
        .isEqualTo(1);
    assertThat(list(worker, "(case: \"none\")").at("nodes").size()).isZero();
    assertThat(
            owner.count(
                "select count(*) from intake.audit_entry where action = 'CONFERENCE_SAVED'"
                    + " and case_id = '"
                    + id
                    + "'"))
        .isEqualTo(4);
  }

  @Test
  void followsTheCaseToAnotherCentreAndEndsWithIt() throws SQLException {
    Receipt receipt = StaffDesk.report(app, Map.of("area", AREA));
    String id = worker.only(Map.of("area", AREA));
    assertThat(save(elsewhere, id, "CITY", today, null).text("code")).isEqualTo("UNKNOWN_CASE");
    save(worker, id, "CITY", today, null);
    worker.step("transferCase", id, Map.of("centre", "ntpc", "reason", "KNOWN_THERE"));
    assertThat(list(worker, "").at("nodes").size()).isZero();
    assertThat(list(elsewhere, "").at("nodes").each("case")).containsExactly(id);
    app.input("EraseCase", Map.of("receipt", receipt.text()));
    owner.run("update cases.case_file set erased_on = current_date where id = '" + id + "'");
    assertThat(list(elsewhere, "").at("nodes").size()).isZero();
    assertThat(owner.count("select count(*) from intake.case_conference")).isZero();
    assertThat(save(elsewhere, id, "CITY", today, null).text("code")).isEqualTo("UNKNOWN_CASE");
  }

  /// A colleague who takes the case away at the same moment, or an erasure, comes first.
  @Test
  void savesNothingOfACaseThatIsLeaving() throws Exception {
    for (String change : List.of("centre = 'ntpc'", "erased_on = current_date")) {
      StaffDesk.clearLists(owner);
      StaffDesk.report(app, Map.of("area", AREA));
      String id = worker.only(Map.of("area", AREA));
      try (Connection other = owners.open().orElseThrow();
          Connection watching = owners.open().orElseThrow();
          Statement statement = other.createStatement()) {
        other.setAutoCommit(false);
        statement.execute("select 1 from cases.case_file where id = '%s' for update".formatted(id));
        statement.execute("update cases.case_file set %s where id = '%s'".formatted(change, id));
        CompletableFuture<Answer> saving =
            CompletableFuture.supplyAsync(() -> save(worker, id, "CASE", today, null));
        LockWait.behind(other, watching, 1, saving);
        other.commit();
        assertThat(saving.get(20, TimeUnit.SECONDS).text("code"))
            .as(change)
            .isEqualTo("UNKNOWN_CASE");
      }
      assertThat(owner.count("select count(*) from intake.case_conference")).isZero();
    }
  }

  @Test
  void refusesWhatIsNoConference() {
    StaffDesk.report(app, Map.of("area", AREA));
    String id = worker.only(Map.of("area", AREA));
    for (LocalDate wrong : List.of(today.minusYears(3), today.plusYears(2))) {
      assertThat(save(worker, id, "CASE", wrong, null).text("field")).isEqualTo("on");
    }
    assertThat(save(worker, id, "CASE", today.plusDays(1), "CONTINUED").text("field"))
        .as("not yet held")
        .isEqualTo("outcome");
    assertThat(save(worker, id, "CASE", today.plusDays(1), "NOT_HELD").text("__typename"))
        .isEqualTo("ConferenceSaved");
    assertThat(save(worker, "none", "CASE", today, null).text("code")).isEqualTo("UNKNOWN_CASE");
    assertThat(asked(worker, "(first: 101)").text("errors", 0, "extensions", "code"))
        .isEqualTo("INVALID_FIRST");
    assertThat(asked(worker, "(after: \"x\")").text("errors", 0, "extensions", "code"))
        .isEqualTo("INVALID_CURSOR");
  }

  private Answer save(
      StaffDesk desk, String id, String level, LocalDate on, @Nullable String outcome) {
    Map<String, Object> input =
        new HashMap<>(Map.of("case", id, "level", level, "on", on.toString()));
    if (outcome != null) {
      input.put("outcome", outcome);
    }
    return staff
        .ask(
            desk.token(),
            "mutation ($input: SaveConferenceInput!) { saveConference(input: $input) { __typename"
                + " ... on ConferenceSaved { conference { level outcome savedBy } } ... on"
                + " StaffRefused { code field } } }",
            Map.of("input", input))
        .root();
  }

  private Answer list(StaffDesk desk, String arguments) {
    return asked(desk, arguments).root();
  }

  private Answer asked(StaffDesk desk, String arguments) {
    return staff.ask(
        desk.token(),
        "{ conferences"
            + arguments
            + " { nodes { case level on outcome } csv pageInfo { hasNextPage endCursor } } }",
        Map.of());
  }
}
