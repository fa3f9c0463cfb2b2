package tw.shouwang.api.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

/// Notes between colleagues (dispatch centre's row 2): who reads them, and what they leave as it
/// is.
@MicronautTest(transactional = false)
class NotesIT implements EmbeddedTest {

  private static final String AREA = "63000060";
  private static final String NOTES =
      "noteCount notes { id case words writtenBy writtenByMe forNextShift readable }";

  private final IdentityProvider provider = IdentityProvider.start();
  private StaffDesk worker;
  private StaffDesk colleague;
  private StaffDesk elsewhere;

  @Inject StaffClient staff;
  @Inject AppClient app;
  @Inject OwnerSql owner;

  @SuppressWarnings("NullAway.Init")
  NotesIT() {}

  @Override
  public Map<String, String> moreProperties() {
    return provider.settings();
  }

  @BeforeEach
  void sitDown() throws SQLException {
    StaffDesk.clearLists(owner);
    worker = new StaffDesk(staff, app, provider.token("w1", "tpe", "INTAKE_WORKER"));
    colleague = new StaffDesk(staff, app, provider.token("w2", "tpe", "INTAKE_WORKER"));
    elsewhere = new StaffDesk(staff, app, provider.token("n1", "ntpc", "SUPERVISOR"));
  }

  @AfterAll
  void stop() {
    provider.close();
  }

  @Test
  void passesWhatOneColleagueWritesToTheOthers() throws SQLException {
    Receipt receipt = StaffDesk.report(app, Map.of("area", AREA));
    String id = worker.only(Map.of("area", AREA));
    colleague.step("claimCase", id, Map.of());
    int version = worker.version(id);

    Answer added = note(worker, id, "n1", "樓下的門鈴壞了，請打電話", true);
    assertThat(added.text("__typename")).isEqualTo("NoteAdded");
    assertThat(worker.version(id)).isEqualTo(version);
    note(colleague, id, "n2", "已經打過兩次", false);
    assertThat(note(worker, id, "n1", "樓下的門鈴壞了，請打電話", true).text("__typename"))
        .as("a retry")
        .isEqualTo("NoteAdded");

    Answer read = colleague.look(id, NOTES).root();
    assertThat(read.text("noteCount")).isEqualTo("2");
    assertThat(read.at("notes").each("words")).containsExactly("樓下的門鈴壞了，請打電話", "已經打過兩次");
    assertThat(read.text("notes", 0, "writtenBy")).isEqualTo("Worker w1");
    assertThat(read.text("notes", 0, "writtenByMe")).isEqualTo("false");
    assertThat(read.text("notes", 1, "writtenByMe")).isEqualTo("true");
    assertThat(forNextShift(colleague)).containsExactly(id);
    assertThat(forNextShift(elsewhere)).isEmpty();

    // No sender, no entry, nothing in the row of the case.
    assertThat(app.send("CaseView", Map.of("receipt", receipt.text()), "zh-TW"))
        .contains("樓上一直有哭聲")
        .doesNotContain("門鈴");
    assertThat(worker.open(id).at("sealed", "messages").size()).isEqualTo(1);
    assertThat(owner.count("select count(*) from cases.entry where case_id = '" + id + "'"))
        .isEqualTo(1);
    assertThat(
            owner.ask(
                "select string_agg(action, ' ' order by number) from intake.audit_entry where"
                    + " case_id = '"
                    + id
                    + "'"))
        .isEqualTo("CLAIMED NOTED NOTED NOTES_READ OPENED");
  }

  @Test
  void refusesWhatIsNoNote() {
    StaffDesk.report(app, Map.of("area", AREA));
    String id = worker.only(Map.of("area", AREA));
    assertThat(note(worker, id, "n", " ", false).text("code")).isEqualTo("EMPTY");
    assertThat(note(worker, id, "n", "字".repeat(3_001), false).text("code")).isEqualTo("TOO_LONG");
    assertThat(note(worker, id, "n", "a\u0000b", false).text("code")).isEqualTo("INVALID_TEXT");
    assertThat(note(worker, id, " ", "您好", false).text("field")).isEqualTo("noteId");
    assertThat(note(worker, id, "n".repeat(101), "您好", false).text("field")).isEqualTo("noteId");
    assertThat(note(worker, id, "n", "字".repeat(3_000), false).text("__typename"))
        .isEqualTo("NoteAdded");
    assertThat(note(colleague, id, "n", "別的字", false).text("field")).isEqualTo("noteId");
    assertThat(
            staff
                .post(
                    worker.token(),
                    "query ($id: ID!) { staffCase(id: $id) { notes(last: 101) { id } } }",
                    Map.of("id", id),
                    "en")
                .body())
        .contains("INVALID_FIRST");
    assertThat(
            staff
                .post(worker.token(), "{ inbox { nodes { notes { words } } } }", Map.of(), "en")
                .body())
        .contains("NOT_IN_LISTS");
  }

  @Test
  void endsAtFiveHundredNotesAndLeavesTheConversationItsOwn() throws SQLException {
    Receipt receipt = StaffDesk.report(app, Map.of("area", AREA));
    String id = worker.only(Map.of("area", AREA));
    note(worker, id, "first", "您好", false);
    owner.run(
        """
        insert into intake.note
        select gen_random_uuid(), case_id, worker, worker_name, written_at, false,
          sha256(number::text::bytea), note_fingerprint, sealed
        from intake.note, generate_series(1, 499) as number
        where case_id = '%s'
        """
            .formatted(id));
    for (String language : List.of("zh-TW", "en", "vi", "id", "th", "fil")) {
      String full =
          String.valueOf(
              staff
                  .post(
                      worker.token(),
                      "mutation ($input: AddNoteInput!) { addNote(input: $input) { ... on"
                          + " StaffRefused { code message } } }",
                      Map.of("input", Map.of("id", id, "noteId", "more", "words", "您好")),
                      language)
                  .body());
      assertThat(full).contains("NOTES_FULL").contains("500");
    }
    assertThat(
            worker
                .step("replyToCase", id, Map.of("messageId", "m", "words", "您好"))
                .text("__typename"))
        .isEqualTo("CaseChanged");
    assertThat(
            app.input(
                    "AddMessage",
                    Map.of("receipt", receipt.text(), "messageId", "a", "words", "謝謝"))
                .root()
                .text("__typename"))
        .isEqualTo("MessageAdded");
    Answer unreadable = worker.look(id, "notes(last: 2) { readable words }").root();
    assertThat(unreadable.text("notes", 1, "readable")).isEqualTo("false");
  }

  /// As anywhere: what is another centre's does not exist, byte by byte.
  @Test
  void isNothingToAnotherCentre() {
    StaffDesk.report(app, Map.of("area", AREA));
    String id = worker.only(Map.of("area", AREA));
    note(worker, id, "n", "您好", true);
    Answer foreign = note(elsewhere, id, "n", "您好", false);
    assertThat(foreign.text("code")).isEqualTo("UNKNOWN_CASE");
    assertThat(foreign.json())
        .isEqualTo(note(elsewhere, UUID.randomUUID().toString(), "n", "您好", false).json());
    assertThat(foreign.json()).isEqualTo(note(elsewhere, "no id", "n", "您好", false).json());
    assertThat(elsewhere.look(id, NOTES).root().isNull()).isTrue();
    for (String role : List.of("DIRECTORY_EDITOR", "AUDITOR")) {
      assertThat(
              staff
                  .post(
                      provider.token("x1", "tpe", role),
                      "query ($id: ID!) { staffCase(id: $id) { " + NOTES + " } }",
                      Map.of("id", id),
                      "en")
                  .body())
          .contains("FORBIDDEN")
          .doesNotContain("您好");
    }
  }

  /// The second wrap goes with the first one, and the receiving centre's machine looks at it.
  @Test
  void goesToTheOtherCentreWithTheCase() throws SQLException {
    StaffDesk.report(app, Map.of("area", AREA));
    String id = worker.only(Map.of("area", AREA));
    note(worker, id, "n", "門鈴壞了", true);
    worker.step("transferCase", id, Map.of("centre", "ntpc", "reason", "KNOWN_THERE"));
    assertThat(worker.look(id, NOTES).root().isNull()).isTrue();
    assertThat(elsewhere.look(id, NOTES).root().at("notes").each("words")).containsExactly("門鈴壞了");
    assertThat(owner.ask("select centre from intake.note_key where case_id = '" + id + "'"))
        .isEqualTo("ntpc");
    note(elsewhere, id, "n", "我們會去", false);
    assertThat(elsewhere.look(id, NOTES).root().at("notes").each("words")).containsExactly("門鈴壞了");
    note(elsewhere, id, "n2", "我們會去", false);
    assertThat(elsewhere.look(id, NOTES).root().at("notes").each("words"))
        .containsExactly("門鈴壞了", "我們會去");
  }

  /// A key of notes that does not open lets nothing of the case be half moved.
  @Test
  void staysWhereItIsWhenItsKeyDoesNotOpen() throws SQLException {
    StaffDesk.report(app, Map.of("area", AREA));
    String id = worker.only(Map.of("area", AREA));
    note(worker, id, "n", "門鈴壞了", false);
    owner.run(
        "update intake.note_key set wrap = set_byte(wrap, 79, get_byte(wrap, 79) # 1) where case_id"
            + " = '"
            + id
            + "'");
    assertThat(
            worker
                .step("transferCase", id, Map.of("centre", "ntpc", "reason", "KNOWN_THERE"))
                .text("code"))
        .isEqualTo("UNREADABLE");
    assertThat(note(worker, id, "n2", "門鈴壞了", false).text("code")).isEqualTo("UNREADABLE");
    Answer read = worker.look(id, NOTES + " sealed { words }").root();
    assertThat(read.text("notes", 0, "readable")).isEqualTo("false");
    assertThat(read.text("sealed", "words")).isEqualTo("樓上一直有哭聲");
  }

  @Test
  void standsBesideTheCaseIntoWhichItsOwnIsMerged() {
    StaffDesk.report(app, Map.of("area", AREA));
    String main = worker.only(Map.of("area", AREA));
    note(worker, main, "n", "主案的註記", false);
    StaffDesk.report(app, Map.of("area", AREA, "topic", "ECONOMIC"));
    String duplicate = worker.only(Map.of("area", AREA, "topic", List.of("ECONOMIC")));
    note(worker, duplicate, "n", "有一隻大狗", false);
    worker.step(
        "mergeCases",
        main,
        Map.of(
            "duplicates",
            List.of(Map.of("id", duplicate, "expectedVersion", worker.version(duplicate)))));
    Answer read = worker.look(main, NOTES).root();
    assertThat(read.at("notes").each("words")).containsExactly("主案的註記", "有一隻大狗");
    assertThat(read.at("notes").each("case")).containsExactly(main, duplicate);
    assertThat(read.text("noteCount")).as("as many as it shows").isEqualTo("2");
    assertThat(worker.look(duplicate, NOTES).root().at("notes").each("words"))
        .containsExactly("有一隻大狗");
    String first = read.text("notes", 1, "id");
    assertThat(
            worker
                .look(main, "notes(before: \"" + first + "\") { words }")
                .root()
                .at("notes")
                .each("words"))
        .containsExactly("主案的註記");
    assertThat(worker.look(main, "notes(before: \"x\") { words }").root().at("notes").size())
        .isZero();
  }

  private List<String> forNextShift(StaffDesk desk) {
    return staff.ask(desk.token(), "{ notedForNextShift { id } }").root().each("id");
  }

  private Answer note(StaffDesk desk, String id, String noteId, String words, boolean next) {
    return staff
        .ask(
            desk.token(),
            "mutation ($input: AddNoteInput!) { addNote(input: $input) { __typename ... on"
                + " NoteAdded { note { words } } ... on StaffRefused { code field } } }",
            Map.of(
                "input",
                new HashMap<>(
                    Map.of("id", id, "noteId", noteId, "words", words, "forNextShift", next))))
        .root();
  }
}
