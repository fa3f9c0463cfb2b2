package tw.shouwang.api.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.api.testing.IdentityProvider;
import tw.shouwang.api.testing.OwnerSql;
import tw.shouwang.api.testing.StaffClient;

/// Who has a case (dispatch centre's row 3): given by name, moved all at once, found by colleague;
/// and named on the telephone (row 5).
@MicronautTest(transactional = false)
class AssignmentIT implements EmbeddedTest {

  private static final String AREA = "63000070";

  private final IdentityProvider provider = IdentityProvider.start();
  private StaffDesk worker;
  private StaffDesk colleague;
  private StaffDesk supervisor;
  private StaffDesk elsewhere;

  @Inject StaffClient staff;
  @Inject AppClient app;
  @Inject OwnerSql owner;

  @SuppressWarnings("NullAway.Init")
  AssignmentIT() {}

  @Override
  public Map<String, String> moreProperties() {
    return provider.settings();
  }

  @BeforeEach
  void sitDown() throws SQLException {
    StaffDesk.clearLists(owner);
    worker = new StaffDesk(staff, app, provider.token("w1", "tpe", "INTAKE_WORKER"));
    colleague = new StaffDesk(staff, app, provider.token("w2", "tpe", "INTAKE_WORKER"));
    supervisor = new StaffDesk(staff, app, provider.token("s1", "tpe", "SUPERVISOR"));
    elsewhere = new StaffDesk(staff, app, provider.token("n1", "ntpc", "SUPERVISOR"));
    for (StaffDesk each : List.of(worker, colleague, supervisor, elsewhere)) {
      each.inbox(Map.of(), 1, null);
    }
  }

  @AfterAll
  void stop() {
    provider.close();
  }

  @Test
  void knowsWhoWorksAtTheCentreAndNobodyElse() {
    List<String> here = colleagues(worker).each("id");
    assertThat(here).containsSequence("s1", "w1", "w2").doesNotContain("n1");
    assertThat(colleagues(elsewhere).each("id")).contains("n1").doesNotContain("w1", "w2", "s1");
  }

  /// Whoever has left, as said at another node, is here again once they read the inbox.
  @Test
  void knowsWhoComesBackWhateverNodeTheyLeftAt() throws SQLException {
    owner.run("delete from intake.colleague where centre = 'tpe' and worker = 'w2'");
    assertThat(colleagues(worker).each("id")).contains("w1").doesNotContain("w2");
    colleague.inbox(Map.of(), 1, null);
    assertThat(colleagues(worker).each("id")).contains("w1", "w2");
  }

  @Test
  void givesACaseToAColleagueByName() throws SQLException {
    String id = reported();
    assertThat(assign(worker, id, "w2").text("code")).isEqualTo("SUPERVISOR_ONLY");
    assertThat(assign(worker, id, "nobody").text("code")).isEqualTo("UNKNOWN_COLLEAGUE");
    assertThat(assign(supervisor, id, "n1").text("code")).isEqualTo("UNKNOWN_COLLEAGUE");

    Answer given = assign(supervisor, id, "w1").at("case");
    assertThat(given.text("claimedBy")).isEqualTo("Worker w1");
    assertThat(given.text("status")).as("nobody has read it").isEqualTo("RECEIVED");
    assertThat(assign(colleague, id, "w2").text("code")).isEqualTo("CLAIMED_BY_ANOTHER");
    assertThat(assign(worker, id, "w2").at("case").text("claimedBy")).isEqualTo("Worker w2");
    assertThat(assign(supervisor, id, "s1").at("case").text("claimedByMe")).isEqualTo("true");

    String free = reported();
    assertThat(assign(colleague, free, "w2").at("case").text("status")).isEqualTo("SEEN");
    assertThat(
            owner.ask(
                "select string_agg(action || ' ' || worker, ', ' order by number) from"
                    + " intake.audit_entry where case_id = '"
                    + id
                    + "'"))
        .isEqualTo("ASSIGNED s1, ASSIGNED w1, ASSIGNED s1");
    worker.step("closeCase", reported(), Map.of("outcome", "HELPED"));
    String none = UUID.randomUUID().toString();
    assertThat(elsewhereAssign(id)).isEqualTo(elsewhereAssign(none));
  }

  @Test
  void movesAndFreesAllThatSomebodyHas() throws SQLException {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String id = reported();
      assign(worker, id, "w1");
      ids.add(id);
    }
    String closed = reported();
    assign(worker, closed, "w1");
    worker.step("closeCase", closed, Map.of("outcome", "HELPED"));
    assertThat(owner(worker, "w1")).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(owner(worker, "w2")).isEmpty();

    assertThat(code(move(worker, "w1", "w2", false))).isEqualTo("FORBIDDEN");
    assertThat(move(supervisor, "w1", "w1", false).root().text("field")).isEqualTo("to");
    assertThat(move(supervisor, "w1", "n1", false).root().text("code"))
        .isEqualTo("UNKNOWN_COLLEAGUE");
    Answer moved = move(supervisor, "w1", "w2", false).root();
    assertThat(moved.at("moved").each("id")).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(moved.text("left")).isEqualTo("0");
    assertThat(owner(worker, "w2")).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(move(elsewhere, "w2", null, true).root().at("moved").size()).isZero();
    assertThat(owner(worker, "w2")).hasSize(4);

    Answer freed = move(supervisor, "w2", null, true).root();
    assertThat(
            owner.ask(
                "select string_agg(worker || ' ' || centre, ', ') from intake.audit_entry where"
                    + " action = 'COLLEAGUE_LEFT'"))
        .as("who took them off the list, and nobody elsewhere")
        .isEqualTo("s1 tpe");
    assertThat(freed.at("moved").each("claimedBy")).containsOnly("null").hasSize(4);
    assertThat(colleagues(worker).each("id")).doesNotContain("w2");
    assertThat(assign(supervisor, ids.getFirst(), "w2").text("code"))
        .isEqualTo("UNKNOWN_COLLEAGUE");
    for (String id : ids) {
      assertThat(
              owner.ask(
                  "select string_agg(action, ' ' order by number) from intake.audit_entry where"
                      + " case_id = '"
                      + id
                      + "'"))
          .isEqualTo("CLAIMED ASSIGNED RELEASED");
    }
  }

  @Test
  void findsWhatIsMineAndDueToday() throws SQLException {
    String due = reported();
    String later = reported();
    String foreign = reported();
    assign(worker, due, "w1");
    assign(worker, later, "w1");
    assign(colleague, foreign, "w2");
    for (String id : List.of(due, later, foreign)) {
      clock(id, id.equals(later) ? "3 days" : "-1 hour");
    }
    Map<String, Object> filter = Map.of("claim", "MINE", "dueToday", true, "area", AREA);
    assertThat(worker.inbox(filter, 10, null).root().at("nodes").each("id")).containsExactly(due);
    assertThat(
            worker
                .inbox(Map.of("dueToday", true, "area", AREA), 10, null)
                .root()
                .at("nodes")
                .each("id"))
        .containsExactlyInAnyOrder(due, foreign);
    String cursor = worker.inbox(filter, 1, null).root().text("edges", 0, "cursor");
    assertThat(code(worker.inbox(Map.of("claim", "MINE", "area", AREA), 1, cursor)))
        .isEqualTo("INVALID_CURSOR");
  }

  /// A reference names the case to both sides, and opens nothing.
  @Test
  void isNamedOnTheTelephoneByEightSigns() throws SQLException {
    Receipt receipt = StaffDesk.report(app, Map.of("area", AREA));
    String id = worker.only(Map.of("area", AREA));
    String said = StaffDesk.seenBySender(app, receipt).text("reference");
    assertThat(said).matches("[2345678FKLMRWXY]{4} [2345678FKLMRWXY]{4}");
    assertThat(worker.look(id, "reference").root().text("reference")).isEqualTo(said);
    for (String spelled :
        List.of(said, said.toLowerCase(java.util.Locale.ROOT), said.replace(" ", "-"))) {
      assertThat(search(worker, spelled).root().each("id")).containsExactly(id);
    }
    assertThat(search(elsewhere, said).root().size()).isZero();
    assertThat(search(worker, "2222 2222").root().size()).isZero();
    for (String none : List.of("", "2222", "2222 222O", "9".repeat(8), "2".repeat(1_000))) {
      assertThat(code(search(worker, none))).isEqualTo("INVALID_REFERENCE");
    }
    StaffDesk auditor = new StaffDesk(staff, app, provider.token("a1", "tpe", "AUDITOR"));
    assertThat(code(search(auditor, said))).isEqualTo("FORBIDDEN");
    assertThat(
            owner.count(
                "select count(*) from intake.audit_entry where action = 'REFERENCE_SEARCHED' and"
                    + " centre = 'tpe' and (case_id = '"
                    + id
                    + "' or case_id is null)"))
        .isEqualTo(4);
    assertThat(
            owner.count(
                "select count(*) from intake.audit_entry where action = 'REFERENCE_SEARCHED' and"
                    + " centre = 'ntpc' and case_id is null"))
        .isEqualTo(1);

    Receipt changed = Receipt.random(new java.security.SecureRandom());
    app.input("ChangeReceipt", Map.of("receipt", receipt.text(), "newReceipt", changed.text()));
    assertThat(search(worker, said).root().each("id")).containsExactly(id);
    owner.run("update cases.case_file set erased_on = current_date where id = '" + id + "'");
    assertThat(owner.ask("select reference from cases.case_file where id = '" + id + "'"))
        .isEqualTo("null");
    assertThat(search(worker, said).root().size()).isZero();
  }

  private Answer search(StaffDesk desk, String said) {
    return staff.ask(
        desk.token(),
        "query ($said: String!) { casesByReference(reference: $said) { id } }",
        Map.of("said", said));
  }

  private void clock(String id, String in) throws SQLException {
    // First, so that the node's own clocks do not start them again.
    owner.run("update cases.case_file set clocks_started = true where id = '" + id + "'");
    owner.run("delete from intake.case_clock where case_id = '" + id + "'");
    owner.run(
        """
        insert into intake.case_clock (case_id, kind, warn_at, due_at, next_at)
        values ('%s', 'ASSIGNMENT', now(), now() + interval '%s', now() + interval '9 days')
        """
            .formatted(id, in));
  }

  private Answer colleagues(StaffDesk desk) {
    return staff.ask(desk.token(), "{ colleagues { id name openClaims me seenOn } }").root();
  }

  private List<String> owner(StaffDesk desk, String colleague) {
    return desk.inbox(Map.of("claimedBy", colleague, "area", AREA), 100, null)
        .root()
        .at("nodes")
        .each("id");
  }

  private Answer assign(StaffDesk desk, String id, String to) {
    return desk.step("assignCase", id, Map.of("worker", to));
  }

  private JsonNode elsewhereAssign(String id) {
    return elsewhere.step("assignCase", id, 0, Map.of("worker", "n1")).json();
  }

  private static String code(Answer answer) {
    return answer.text("errors", 0, "extensions", "code");
  }

  private Answer move(StaffDesk desk, String from, @Nullable String to, boolean leaving) {
    Map<String, Object> input = new HashMap<>(Map.of("from", from, "leaving", leaving));
    if (to != null) {
      input.put("to", to);
    }
    return staff.ask(
        desk.token(),
        "mutation ($input: MoveClaimsInput!) { moveClaims(input: $input) { __typename ... on"
            + " ClaimsMoved { moved { id claimedBy } left } ... on StaffRefused { code field } } }",
        Map.of("input", input));
  }

  private String reported() throws SQLException {
    Receipt receipt = StaffDesk.report(app, Map.of("area", AREA));
    String said = StaffDesk.seenBySender(app, receipt).text("reference").replace(" ", "");
    return owner.ask("select id from cases.case_file where reference = '" + said + "'");
  }
}
