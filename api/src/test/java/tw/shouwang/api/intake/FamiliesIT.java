package tw.shouwang.api.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

/// Cases about one place, and cases of one household (dispatch centre's row 9).
@MicronautTest(transactional = false)
class FamiliesIT implements EmbeddedTest {

  private static final String AREA = "63000090";
  private static final String SUGGESTED = "duplicateSuggestions { why case { id } }";

  private final IdentityProvider provider = IdentityProvider.start();
  private StaffDesk worker;
  private StaffDesk elsewhere;

  @Inject StaffClient staff;
  @Inject AppClient app;
  @Inject OwnerSql owner;

  @SuppressWarnings("NullAway.Init")
  FamiliesIT() {}

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

  /// I12: opening a case made its suggestions worse; addresses differ by how they are written.
  @Test
  void suggestsByWhatIsWrittenDifferentlyAndByWhatIsNear() throws SQLException {
    String main = reported("ECONOMIC", "臺北市南港區研究院路二段128號3樓");
    String same = reported("ECONOMIC", "台北市 南港區 研究院路2段１２８號三F");
    String building = reported("DOMESTIC_VIOLENCE", "研究院路二段一百二十八號十樓之2");
    String street = reported("SCHOOLING", "研究院路二段61號");
    String district = reported("ECONOMIC", null);
    String foreign = reported("ECONOMIC", "忠孝東路六段1號");
    Map<String, String> before = suggested(main);
    assertThat(before.keySet()).containsExactlyInAnyOrder(same, district, foreign);

    for (String id : List.of(main, same, building, street, district, foreign)) {
      worker.open(id);
    }
    assertThat(suggested(main))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                same, "SAME_PLACE_AND_TOPIC",
                building, "SAME_BUILDING",
                street, "SAME_STREET",
                district, "SAME_TOPIC_AND_DISTRICT",
                foreign, "SAME_TOPIC_AND_DISTRICT"));
    assertThat(worker.look(main, SUGGESTED).root().text("duplicateSuggestions", 0, "case", "id"))
        .isEqualTo(same);
    assertThat(
            worker
                .look(main, "duplicateCandidates { id }")
                .root()
                .at("duplicateCandidates")
                .each("id"))
        .contains(same)
        .doesNotContain(foreign);
    assertThat(
            owner.ask("select building_tag::text from cases.case_file where id = '" + main + "'"))
        .isNotEqualTo("null");
    owner.run("update cases.case_file set erased_on = current_date where id = '" + main + "'");
    assertThat(
            owner.ask(
                "select coalesce(building_tag, street_tag, duplicate_tag)::text from"
                    + " cases.case_file where id = '"
                    + building
                    + "'"))
        .isNotEqualTo("null");
    assertThat(
            owner.ask(
                "select coalesce(building_tag, street_tag)::text from cases.case_file where id = '"
                    + main
                    + "'"))
        .isEqualTo("null");
  }

  @Test
  void putsCasesIntoAFamilyWithoutMergingThem() throws SQLException {
    String mother = reported("DOMESTIC_VIOLENCE", null);
    String child = reported("SCHOOLING", null);
    String aunt = reported("ECONOMIC", null);
    Answer linked = link(worker, mother, child);
    assertThat(linked.text("__typename")).isEqualTo("CaseChanged");
    assertThat(family(mother)).containsExactly(child);
    assertThat(family(child)).containsExactly(mother);
    assertThat(worker.inbox(Map.of("area", AREA), 10, null).root().at("nodes").size()).isEqualTo(3);
    assertThat(link(worker, aunt, child).text("__typename")).isEqualTo("CaseChanged");
    assertThat(family(aunt)).containsExactlyInAnyOrder(mother, child);
    assertThat(worker.step("unlinkCase", mother, Map.of()).text("__typename"))
        .isEqualTo("CaseChanged");
    assertThat(family(aunt)).containsExactly(child);
    assertThat(family(mother)).isEmpty();

    assertThat(worker.step("linkCases", mother, Map.of("others", List.of())).text("code"))
        .isEqualTo("EMPTY");
    assertThat(link(worker, mother, mother).text("field")).isEqualTo("others");
    assertThat(
            worker
                .step(
                    "linkCases",
                    mother,
                    worker.version(mother),
                    Map.of("others", List.of(Map.of("id", aunt, "expectedVersion", 99))))
                .text("code"))
        .isEqualTo("VERSION_CONFLICT");
    Answer foreign = elsewhereLink(mother);
    assertThat(foreign.text("code")).isEqualTo("UNKNOWN_CASE");
    assertThat(foreign.json()).isEqualTo(elsewhereLink(UUID.randomUUID().toString()).json());
    worker.step("transferCase", child, Map.of("centre", "ntpc", "reason", "KNOWN_THERE"));
    assertThat(family(aunt)).isEmpty();
    assertThat(elsewhere.look(child, "family { id }").root().at("family").size()).isZero();
    assertThat(
            owner.ask(
                "select string_agg(action, ' ' order by number) from intake.audit_entry where"
                    + " case_id = '"
                    + mother
                    + "'"))
        .isEqualTo("LINKED LINKED");
    owner.run("update cases.case_file set erased_on = current_date where id = '" + aunt + "'");
    assertThat(owner.ask("select family from cases.case_file where id = '" + aunt + "'"))
        .isEqualTo("null");
  }

  /// As in every step: not while a colleague holds one of them, and not by a case that is merged.
  @Test
  void linksNothingThatTheWorkerMayNotChange() throws SQLException {
    String one = reported("ECONOMIC", null);
    String held = reported("SCHOOLING", null);
    new StaffDesk(staff, app, provider.token("w2", "tpe", "INTAKE_WORKER"))
        .step("claimCase", held, Map.of());
    assertThat(link(worker, one, held).text("code")).isEqualTo("CLAIMED_BY_ANOTHER");
    assertThat(link(worker, held, one).text("code")).isEqualTo("CLAIMED_BY_ANOTHER");
    String merged = reported("ECONOMIC", null);
    worker.step(
        "mergeCases",
        one,
        Map.of(
            "duplicates",
            List.of(Map.of("id", merged, "expectedVersion", worker.version(merged)))));
    assertThat(link(worker, reported("OTHER", null), merged).text("code")).isEqualTo("MERGED");
  }

  /// Two that put cases together at once reach for what the other one holds: all wait their turn,
  /// and nobody hears of a fault.
  @Test
  void waitsItsTurnWhereManyAreLinkedAtOnce() throws Exception {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      ids.add(reported("ECONOMIC", null));
    }
    for (int round = 0; round < 15; round++) {
      owner.run("update cases.case_file set family = null where area = '" + AREA + "'");
      for (int i = 0; i < 6; i += 2) {
        owner.run(
            "update cases.case_file set family = md5('%d')::uuid where id in ('%s', '%s')"
                .formatted(i, ids.get(i), ids.get(i + 1)));
      }
      List<Callable<Answer>> links = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        String id = ids.get(i);
        String other = ids.get((i + 3) % 6);
        links.add(() -> link(worker, id, other));
      }
      try (ExecutorService threads = Executors.newFixedThreadPool(links.size())) {
        for (Future<Answer> each : threads.invokeAll(links)) {
          Answer answer = each.get();
          assertThat(answer.text("__typename"))
              .as(answer.json().toString())
              .isIn("CaseChanged", "StaffRefused");
          if (answer.text("__typename").equals("StaffRefused")) {
            assertThat(answer.text("code")).isEqualTo("VERSION_CONFLICT");
          }
        }
      }
    }
  }

  private Map<String, String> suggested(String id) {
    Answer list = worker.look(id, SUGGESTED).root().at("duplicateSuggestions");
    Map<String, String> found = new HashMap<>();
    for (int i = 0; i < list.size(); i++) {
      found.put(list.text(i, "case", "id"), list.text(i, "why"));
    }
    return found;
  }

  private List<String> family(String id) {
    return worker.look(id, "family { id }").root().at("family").each("id");
  }

  private Answer link(StaffDesk desk, String id, String other) {
    return desk.step(
        "linkCases",
        id,
        Map.of("others", List.of(Map.of("id", other, "expectedVersion", desk.version(other)))));
  }

  private Answer elsewhereLink(String id) {
    return elsewhere.step(
        "linkCases",
        id,
        0,
        Map.of(
            "others",
            List.of(Map.of("id", "00000000-0000-4000-8000-000000000000", "expectedVersion", 0))));
  }

  private String reported(String topic, @org.jspecify.annotations.Nullable String place)
      throws SQLException {
    Map<String, Object> more = new HashMap<>(Map.of("area", AREA, "topic", topic));
    if (place != null) {
      more.put("place", place);
    }
    Receipt receipt = StaffDesk.report(app, more);
    String said = StaffDesk.seenBySender(app, receipt).text("reference").replace(" ", "");
    return owner.ask("select id from cases.case_file where reference = '" + said + "'");
  }
}
