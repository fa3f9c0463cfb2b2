package tw.shouwang.api.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tw.shouwang.api.cases.Forms;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.intake.audit.AuditEntry;
import tw.shouwang.api.intake.audit.AuditTrail;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.api.testing.IdentityProvider;
import tw.shouwang.api.testing.OwnerSql;
import tw.shouwang.api.testing.StaffClient;

/// A worker's steps on a case, and what its sender sees of them.
@MicronautTest(transactional = false)
class StaffCasesIT implements EmbeddedTest {

  private static final Map<String, String> NOTHING = Map.of();

  private static final String AREA = "63000030";
  private static final String RELATED = "duplicateCandidates { id } merged { id }";

  private final IdentityProvider provider = IdentityProvider.start();
  private StaffDesk worker;
  private StaffDesk colleague;
  private StaffDesk supervisor;
  private StaffDesk elsewhere;

  @Inject StaffClient staff;
  @Inject AppClient app;
  @Inject AuditTrail trail;
  @Inject OwnerSql owner;

  @SuppressWarnings("NullAway.Init")
  StaffCasesIT() {}

  @Override
  public Map<String, String> moreProperties() {
    return provider.settings();
  }

  @BeforeEach
  void sitDown() throws SQLException {
    StaffDesk.clearLists(owner);
    worker = desk("w1", "tpe", "INTAKE_WORKER");
    colleague = desk("w2", "tpe", "INTAKE_WORKER");
    supervisor = desk("s1", "tpe", "SUPERVISOR");
    elsewhere = desk("n1", "ntpc", "SUPERVISOR");
  }

  @AfterAll
  void stop() {
    provider.close();
  }

  @Test
  void goesAllTheWayFromAReportToItsEnd() {
    Receipt receipt =
        StaffDesk.report(
            app,
            Map.of(
                "area",
                AREA,
                "place",
                "復興南路一段100號",
                "gatekeeperKind",
                "NEIGHBOUR",
                "words",
                "樓上一直有哭聲"));
    String id = worker.only(Map.of("area", AREA));

    assertThat(worker.look(id, "unread").root().text("unread")).isEqualTo("1");
    Answer claimed = worker.step("claimCase", id, NOTHING);
    assertThat(claimed.text("case", "status")).isEqualTo("SEEN");
    assertThat(claimed.text("case", "claimedBy")).isEqualTo("Worker w1");

    Answer opened = worker.open(id).at("sealed");
    assertThat(opened.text("words")).isEqualTo("樓上一直有哭聲");
    assertThat(opened.text("kind")).isEqualTo("NEIGHBOUR");
    assertThat(opened.text("language")).isEqualTo("ZH_TW");
    assertThat(opened.text("replyTemplates", 0, "text")).startsWith("謝謝您");
    assertThat(worker.look(id, "unread").root().text("unread")).isEqualTo("0");

    Answer triaged =
        worker.step(
            "triageCase",
            id,
            Map.of("level", "URGENT", "category", "PROTECTION", "route", "tpe.dvc"));
    assertThat(triaged.text("case", "status")).isEqualTo("TRIAGED");
    assertThat(triaged.text("case", "urgency")).isEqualTo("URGENT");

    Answer replied = worker.step("replyToCase", id, Map.of("messageId", "m1", "words", "我們明天會去看看"));
    assertThat(replied.at("warnings").size()).isZero();
    worker.step("referCase", id, Map.of("resources", List.of("tw.hotline.113")));

    Answer view = StaffDesk.seenBySender(app, receipt);
    assertThat(view.text("status")).isEqualTo("REFERRED");
    assertThat(view.at("referrals").each("key")).containsExactly("tw.hotline.113");
    assertThat(view.at("messages").each("words")).containsExactly("樓上一直有哭聲", "我們明天會去看看");

    app.input("AddMessage", Map.of("receipt", receipt.text(), "messageId", "a", "words", "謝謝"));
    assertThat(worker.look(id, "unread").root().text("unread")).isEqualTo("1");
    assertThat(worker.open(id).at("sealed", "messages").each("words")).endsWith("謝謝");

    assertThat(worker.step("closeCase", id, Map.of("outcome", "HELPED")).text("case", "outcome"))
        .isEqualTo("HELPED");
    assertThat(worker.inbox(Map.of("area", AREA), 10, null).root().at("nodes").size()).isZero();
    assertThat(worker.only(Map.of("area", AREA, "status", List.of("CLOSED")))).isEqualTo(id);
    assertThat(worker.step("reopenCase", id, NOTHING).text("case", "status")).isEqualTo("REFERRED");
    // The sender's own events are rounded down to ten minutes and may come before staff's.
    assertThat(StaffDesk.kinds(StaffDesk.seenBySender(app, receipt)).replace(" MESSAGE_ADDED", ""))
        .isEqualTo("RECEIVED SEEN TRIAGED ANSWERED REFERRED CLOSED REOPENED");
    assertThat(actions("tpe", id))
        .containsExactly(
            "CLAIMED", "OPENED", "TRIAGED", "REPLIED", "REFERRED", "OPENED", "CLOSED", "REOPENED");
  }

  @Test
  void givesACaseToOneOfTwoWorkersWhoClaimItAtOnce() throws Exception {
    for (int round = 0; round < 5; round++) {
      StaffDesk.report(app, Map.of("area", AREA, "words", "第 " + round + " 次"));
      String id = unclaimed();
      int version = worker.version(id);
      List<Callable<Answer>> both =
          List.of(
              () -> worker.step("claimCase", id, version, NOTHING),
              () -> colleague.step("claimCase", id, version, NOTHING));
      List<String> answers = new ArrayList<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var answer : threads.invokeAll(both)) {
          answers.add(answer.get().text("__typename"));
        }
      }
      assertThat(answers).containsExactlyInAnyOrder("CaseChanged", "StaffRefused");
    }
  }

  @Test
  void namesTheVersionThereIsWhenSomebodyWasFaster() {
    String id = reported();
    worker.step("acknowledgeCase", id, NOTHING);
    Answer late = colleague.step("acknowledgeCase", id, 0, NOTHING);
    assertThat(late.text("code")).isEqualTo("VERSION_CONFLICT");
    assertThat(late.text("currentVersion")).isEqualTo("1");
  }

  @Test
  void leavesAClaimToItsHolderAndToSupervisors() {
    String id = reported();
    worker.step("claimCase", id, NOTHING);
    for (String step : List.of("claimCase", "releaseCase", "acknowledgeCase", "reopenCase")) {
      assertThat(colleague.step(step, id, NOTHING).text("code"))
          .as(step)
          .isEqualTo("CLAIMED_BY_ANOTHER");
    }
    assertThat(supervisor.step("claimCase", id, NOTHING).text("code"))
        .isEqualTo("CLAIMED_BY_ANOTHER");
    assertThat(supervisor.step("releaseCase", id, NOTHING).at("case", "claimedBy").isNull())
        .isTrue();
    assertThat(colleague.step("claimCase", id, NOTHING).text("case", "claimedByMe"))
        .isEqualTo("true");
  }

  @Test
  void answersAnotherCentresCaseExactlyLikeOneThatIsNotThere() {
    String id = reported();
    String none = UUID.randomUUID().toString();
    assertThat(elsewhere.look(id, StaffDesk.CASE).json())
        .isEqualTo(elsewhere.look(none, StaffDesk.CASE).json());
    String mine = elsewhereReported();
    Map<String, Map<String, ?>> steps =
        Map.of(
            "claimCase", NOTHING,
            "releaseCase", NOTHING,
            "acknowledgeCase", NOTHING,
            "reopenCase", NOTHING,
            "closeCase", Map.of("outcome", "HELPED"),
            "triageCase", Map.of("level", "URGENT", "category", "OTHER"),
            "replyToCase", Map.of("messageId", "m", "words", "您好"),
            "referCase", Map.of("resources", List.of("tw.hotline.113")),
            "transferCase", Map.of("centre", "tpe", "reason", "KNOWN_THERE"),
            "mergeCases", Map.of("duplicates", List.of(Map.of("id", mine, "expectedVersion", 0))));
    steps.forEach((step, more) -> {
      Answer foreign = elsewhere.step(step, id, 0, more);
      assertThat(foreign.text("code")).as(step).isEqualTo("UNKNOWN_CASE");
      assertThat(foreign.json()).as(step).isEqualTo(elsewhere.step(step, none, 0, more).json());
      assertThat(foreign.json())
          .as(step)
          .isEqualTo(elsewhere.step(step, "no-id-at-all", 0, more).json());
    });
    Answer merge = merged(elsewhere, mine, id);
    assertThat(merge.text("code")).isEqualTo("UNKNOWN_CASE");
    assertThat(merge.json()).isEqualTo(merged(elsewhere, mine, none).json());
    assertThat(merge.json()).isEqualTo(merged(elsewhere, mine, "no-id-at-all").json());
    assertThat(worker.look(id, "version status").root().text("version")).isEqualTo("0");
  }

  @Test
  void handsACaseToAnotherCentreWhichReadsItFromThenOnAlone() {
    Receipt receipt = StaffDesk.report(app, Map.of("area", AREA, "words", "她搬到新店了"));
    String id = worker.only(Map.of("area", AREA));
    worker.step("claimCase", id, NOTHING);
    worker.step("triageCase", id, Map.of("level", "URGENT", "category", "OTHER"));
    Answer transferred =
        worker.step("transferCase", id, Map.of("centre", "ntpc", "reason", "PERSON_IS_THERE"));
    assertThat(transferred.text("case", "centre")).isEqualTo("ntpc");
    assertThat(worker.look(id, "id").root().isNull()).isTrue();
    assertThat(elsewhere.open(id).text("sealed", "words")).isEqualTo("她搬到新店了");
    Answer taken = elsewhere.look(id, "claimedBy route proposedRoute { office }").root();
    assertThat(taken.at("claimedBy").isNull()).isTrue();
    assertThat(taken.text("proposedRoute", "office"))
        .as("none of its districts is known")
        .isEqualTo("WELFARE_CENTRE");
    assertThat(taken.text("route")).as("graded cases have a route").isEqualTo("WELFARE_CENTRE");
    elsewhere.step("replyToCase", id, Map.of("messageId", "m", "words", "新店的同仁會接手"));
    Answer view = StaffDesk.seenBySender(app, receipt);
    assertThat(view.at("messages").each("words")).endsWith("新店的同仁會接手");
    assertThat(StaffDesk.kinds(view)).isEqualTo("RECEIVED SEEN TRIAGED TRANSFERRED ANSWERED");
    assertThat(actions("tpe", id)).endsWith("TRANSFERRED");
    assertThat(actions("ntpc", id)).startsWith("TAKEN_OVER");

    StaffDesk.report(app, Map.of("area", AREA));
    String alike = worker.only(Map.of("area", AREA));
    assertThat(related(alike)).as("nothing of what is like it there").isEmpty();
    assertThat(elsewhere.look(alike, RELATED).root().at("duplicateCandidates").each("id"))
        .containsExactly(id);
  }

  /// The related cases in the answer to a hand-over.
  private List<String> related(String id) {
    Map<String, Object> input =
        Map.of("id", id, "expectedVersion", 0, "centre", "ntpc", "reason", "KNOWN_THERE");
    Answer answer =
        staff.ask(
            worker.token(),
            "mutation ($input: TransferCaseInput!) { transferCase(input: $input) { ... on"
                + " CaseChanged { case { centre "
                + RELATED
                + " } } } }",
            Map.of("input", input));
    Answer handed = answer.root().at("case");
    assertThat(handed.text("centre")).isEqualTo("ntpc");
    List<String> related = new ArrayList<>(handed.at("duplicateCandidates").each("id"));
    related.addAll(handed.at("merged").each("id"));
    return related;
  }

  @Test
  void letsDuplicatesGoOnAsOneButAnswersEachSenderAlone() {
    Receipt one = StaffDesk.report(app, Map.of("area", AREA, "urgency", "URGENT"));
    Receipt other = StaffDesk.report(app, Map.of("area", AREA));
    String main = worker.only(Map.of("area", AREA, "urgency", List.of("URGENT")));
    String duplicate = worker.only(Map.of("area", AREA, "urgency", List.of("ROUTINE")));
    worker.step("acknowledgeCase", main, NOTHING);
    Answer merged =
        worker.step(
            "mergeCases",
            main,
            Map.of("duplicates", List.of(Map.of("id", duplicate, "expectedVersion", 0))));
    assertThat(merged.text("__typename")).isEqualTo("CaseChanged");
    assertThat(StaffDesk.kinds(StaffDesk.seenBySender(app, other))).isEqualTo("RECEIVED SEEN");
    assertThat(worker.only(Map.of("area", AREA))).isEqualTo(main);
    assertThat(worker.look(main, "merged { id }").root().text("merged", 0, "id"))
        .isEqualTo(duplicate);

    worker.step(
        "referCase",
        main,
        Map.of("resources", List.of("tw.hotline.1957", "tw.hotline.0800788995")));
    worker.step("replyToCase", main, Map.of("messageId", "m", "words", "只給第一位"));
    assertThat(StaffDesk.seenBySender(app, other).at("referrals").each("key"))
        .as("what was replaced counts as what replaced it")
        .containsExactly("tw.hotline.1957", "tw.hotline.1925");
    assertThat(StaffDesk.seenBySender(app, other).at("messages").size()).isEqualTo(1);
    assertThat(StaffDesk.seenBySender(app, one).at("messages").size()).isEqualTo(2);
    assertThat(worker.step("acknowledgeCase", duplicate, NOTHING).text("code")).isEqualTo("MERGED");
    assertThat(
            worker
                .step("replyToCase", duplicate, Map.of("messageId", "m", "words", "只給第二位"))
                .text("__typename"))
        .isEqualTo("CaseChanged");

    worker.step("closeCase", main, Map.of("outcome", "HELPED"));
    assertThat(StaffDesk.seenBySender(app, other).text("status")).isEqualTo("CLOSED");
    app.input("AddMessage", Map.of("receipt", other.text(), "messageId", "b", "words", "又來了"));
    assertThat(worker.only(Map.of("area", AREA)))
        .as("whoever writes after the end is heard")
        .isEqualTo(duplicate);
  }

  @Test
  void findsDuplicatesByPlaceOnceBothWereOpenedAndByDistrictBefore() {
    StaffDesk.report(
        app, Map.of("area", AREA, "urgency", "IMMEDIATE_DANGER", "place", "臺北市復興南路1段100 號"));
    StaffDesk.report(app, Map.of("area", AREA, "urgency", "URGENT", "place", "台北市復興南路１段１００號"));
    StaffDesk.report(app, Map.of("area", AREA, "urgency", "ROUTINE", "place", "忠孝東路四段5號"));
    List<String> ids =
        List.of(
            worker.only(Map.of("area", AREA, "urgency", List.of("IMMEDIATE_DANGER"))),
            worker.only(Map.of("area", AREA, "urgency", List.of("URGENT"))),
            worker.only(Map.of("area", AREA, "urgency", List.of("ROUTINE"))));
    assertThat(candidates(ids.getFirst())).containsExactlyInAnyOrder(ids.get(1), ids.get(2));
    ids.forEach(worker::open);
    assertThat(candidates(ids.getFirst())).containsExactly(ids.get(1));
    assertThat(candidates(ids.get(2))).isEmpty();
  }

  @Test
  void showsNoWordsInLists() {
    String id = reported();
    Answer listed =
        staff.ask(worker.token(), "{ inbox { nodes { id sealed { words } } } }", Map.of());
    assertThat(listed.text("errors", 0, "extensions", "code")).isEqualTo("NOT_IN_LISTS");
    StaffDesk.report(app, Map.of("area", AREA));
    Answer near =
        worker.look(id, "duplicateCandidates { sealed { words } } merged { sealed { words } }");
    assertThat(near.text("errors", 0, "extensions", "code")).isEqualTo("NOT_IN_LISTS");
    assertThat(actions("tpe", id)).isEmpty();
  }

  @Test
  void pagesThroughTheInboxInItsOrderWhileCasesArrive() {
    for (int i = 0; i < 6; i++) {
      StaffDesk.report(app, Map.of("area", AREA, "urgency", i % 2 == 0 ? "ROUTINE" : "URGENT"));
    }
    Map<String, String> here = Map.of("area", AREA);
    Set<String> seen = new HashSet<>();
    List<String> urgency = new ArrayList<>();
    @Nullable String after = null;
    for (int page = 0; page < 3; page++) {
      Answer answer = worker.inbox(here, 2, after).root();
      answer.at("nodes").each("id").forEach(id -> assertThat(seen.add(id)).isTrue());
      urgency.addAll(answer.at("nodes").each("urgency"));
      after = answer.text("pageInfo", "endCursor");
      StaffDesk.report(app, Map.of("area", AREA, "urgency", "IMMEDIATE_DANGER"));
    }
    assertThat(urgency)
        .containsExactly("URGENT", "URGENT", "URGENT", "ROUTINE", "ROUTINE", "ROUTINE");
    Answer wrong = worker.inbox(Map.of("area", AREA, "claim", "MINE"), 2, after);
    assertThat(wrong.text("errors", 0, "extensions", "code")).isEqualTo("INVALID_CURSOR");
    for (String made : List.of("", "x", "AAAA", "a".repeat(900))) {
      assertThat(worker.inbox(here, 2, made).text("errors", 0, "extensions", "code"))
          .isEqualTo("INVALID_CURSOR");
    }
    assertThat(worker.inbox(here, 101, null).text("errors", 0, "extensions", "code"))
        .isEqualTo("INVALID_FIRST");
  }

  /// B12: a page tells that a case has moved before it since the first page was read.
  @Test
  void tellsWhatMovedBeforeAPageOfTheInbox() {
    for (int i = 0; i < 6; i++) {
      StaffDesk.report(app, Map.of("area", AREA, "urgency", "URGENT"));
    }
    Receipt last = StaffDesk.report(app, Map.of("area", AREA));
    Map<String, String> here = Map.of("area", AREA, "claim", "UNCLAIMED");
    Answer first = worker.inbox(here, 2, null).root();
    assertThat(first.text("movedBefore")).isEqualTo("0");
    String after = first.text("pageInfo", "endCursor");
    worker.step("claimCase", first.text("nodes", 0, "id"), NOTHING);
    assertThat(movedBefore(here, after)).as("one went").isEqualTo("0");
    String routine = worker.inbox(here, 100, null).root().at("nodes").each("id").getLast();
    worker.step(
        "triageCase", routine, Map.of("level", "IMMEDIATE_DANGER", "category", "PROTECTION"));
    assertThat(movedBefore(here, after)).as("graded as danger").isEqualTo("1");
    String third = worker.inbox(here, 2, after).root().text("pageInfo", "endCursor");
    assertThat(movedBefore(here, third)).as("until the first page is read").isEqualTo("1");
    String anew = worker.inbox(here, 2, null).root().text("pageInfo", "endCursor");
    assertThat(movedBefore(here, anew)).isEqualTo("0");
    worker.step("releaseCase", first.text("nodes", 0, "id"), NOTHING);
    assertThat(movedBefore(here, anew)).as("free again").isEqualTo("1");

    worker.step("triageCase", routine, Map.of("level", "ROUTINE", "category", "WELFARE"));
    String two = worker.inbox(here, 2, null).root().text("pageInfo", "endCursor");
    Map<String, Object> message = Forms.message(last, "m1", "他剛才又打人");
    message.put("urgency", "IMMEDIATE_DANGER");
    app.input("AddMessage", message);
    assertThat(movedBefore(here, two)).as("its sender wrote").isEqualTo("1");
  }

  private String movedBefore(Map<String, ?> filter, String after) {
    return worker.inbox(filter, 2, after).root().text("movedBefore");
  }

  @Test
  void repliesOnceHoweverOftenItIsSentAndWarnsAboutWhatAsksWho() {
    Receipt receipt = StaffDesk.report(app, Map.of("area", AREA));
    String id = worker.only(Map.of("area", AREA));
    Map<String, String> words =
        Map.of("messageId", "same", "words", "請提供您的姓名，或打 0912-345-678，A123456789");
    Answer first = worker.step("replyToCase", id, 0, words);
    assertThat(first.at("warnings").size()).isEqualTo(3);
    assertThat(worker.step("replyToCase", id, 0, words).text("__typename"))
        .isEqualTo("CaseChanged");
    Answer another = colleague.step("replyToCase", id, Map.of("messageId", "same", "words", "您好"));
    assertThat(another.text("code")).as("nobody is to think that it was sent").isEqualTo("INVALID");
    assertThat(another.text("field")).isEqualTo("messageId");
    assertThat(StaffDesk.seenBySender(app, receipt).at("messages").size()).isEqualTo(2);
    Answer calm =
        worker.step("replyToCase", id, Map.of("messageId", "b", "words", "有危險請打 110 或 113"));
    assertThat(calm.at("warnings").size()).isZero();
    worker.open(id);
    app.input("EraseCase", Map.of("receipt", receipt.text()));
    Answer unheard = worker.step("replyToCase", id, Map.of("messageId", "c", "words", "您好"));
    assertThat(unheard.text("warnings", 0)).contains("cannot read this reply");
  }

  /// A9: a surge must not push other cases down in the inbox.
  @Test
  void listsTheMarksOfASurgeLastAmongThoseAsUrgentAndFindsThemByTheMark() throws SQLException {
    List<String> marked = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      marked.add(danger(marked));
    }
    // They came earlier, so by their deadline alone they would be first.
    owner.run(
        "update cases.case_file set surge = true, due_at = due_at - interval '1 hour' where"
            + " erased_on is null");
    StaffDesk.report(app, Map.of("area", AREA));
    String routine = worker.only(Map.of("urgency", List.of("ROUTINE")));
    String single = danger(List.of(marked.getFirst(), marked.get(1), marked.get(2), routine));

    List<String> all = worker.inbox(Map.of(), 100, null).root().at("nodes").each("id");
    assertThat(all.getFirst()).isEqualTo(single);
    assertThat(all.subList(1, 4)).containsExactlyInAnyOrderElementsOf(marked);
    assertThat(all.getLast()).isEqualTo(routine);
    assertThat(worker.inbox(Map.of("surge", true), 100, null).root().at("nodes").each("id"))
        .containsExactlyInAnyOrderElementsOf(marked);
    assertThat(worker.inbox(Map.of("surge", false), 100, null).root().at("nodes").each("id"))
        .containsExactly(single, routine);

    List<String> paged = new ArrayList<>();
    @Nullable String after = null;
    for (int page = 0; page < 5; page++) {
      Answer one = worker.inbox(Map.of(), 1, after).root();
      paged.addAll(one.at("nodes").each("id"));
      after = one.text("pageInfo", "endCursor");
    }
    assertThat(paged).isEqualTo(all);
  }

  /// A9, dispatch centre's row 12: many cases of a surge can be closed at once, with an audit line
  /// for each.
  @Test
  void closesManyAtOnceEachByItselfAndWritesEachDown() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ids.add(danger(ids));
    }
    colleague.step("claimCase", ids.get(1), NOTHING);
    List<Map<String, Object>> cases = new ArrayList<>();
    ids.forEach(id -> cases.add(Map.of("id", id, "expectedVersion", worker.version(id))));
    cases.add(Map.of("id", "no-id-at-all", "expectedVersion", 0));
    Answer answer = closeMany(cases);
    assertThat(answer.at("closed").each("id")).containsExactly(ids.getFirst(), ids.get(2));
    assertThat(answer.at("closed").each("outcome")).containsOnly("MISTAKEN");
    assertThat(answer.at("leftOpen").each("id")).containsExactly(ids.get(1), "no-id-at-all");
    assertThat(answer.text("leftOpen", 0, "refused", "code")).isEqualTo("CLAIMED_BY_ANOTHER");
    assertThat(answer.text("leftOpen", 1, "refused", "code")).isEqualTo("UNKNOWN_CASE");
    assertThat(actions("tpe", ids.getFirst())).containsExactly("CLOSED");
    assertThat(actions("tpe", ids.get(1))).containsExactly("CLAIMED");

    assertThat(closeMany(List.of()).text("code")).isEqualTo("EMPTY");
    List<Map<String, Object>> most = Collections.nCopies(200, cases.getLast());
    assertThat(closeMany(most).at("leftOpen").size()).isEqualTo(200);
    assertThat(
            asked(Collections.nCopies(201, cases.getLast()))
                .text("errors", 0, "extensions", "code"))
        .isEqualTo("LIMIT_EXCEEDED");
  }

  private Answer closeMany(List<Map<String, Object>> cases) {
    return asked(cases).root();
  }

  private Answer asked(List<Map<String, Object>> cases) {
    return staff.ask(
        worker.token(),
        "mutation ($input: CloseCasesInput!) { closeCases(input: $input) { ... on CasesClosed {"
            + " closed { id outcome unread } leftOpen { id refused { code } } } ... on"
            + " StaffRefused { code } } }",
        Map.of("input", Map.of("cases", cases, "outcome", "MISTAKEN")));
  }

  /// The id of a new case of immediate danger.
  private String danger(List<String> others) {
    StaffDesk.report(app, Map.of("area", AREA, "urgency", "IMMEDIATE_DANGER"));
    return worker.inbox(Map.of(), 100, null).root().at("nodes").each("id").stream()
        .map(Objects::toString)
        .filter(id -> !others.contains(id))
        .findFirst()
        .orElseThrow();
  }

  /// W5: a page is read and opened alone.
  @Test
  void opensNoMoreOfAConversationThanThePage() throws SQLException {
    Receipt receipt = StaffDesk.report(app, Map.of("area", AREA, "words", "三樓的阿嬤"));
    String id = worker.only(Map.of("area", AREA));
    for (int i = 1; i <= 6; i++) {
      app.input("AddMessage", Forms.message(receipt, "m" + i, "第" + i + "則"));
    }
    Answer newest = worker.look(id, "sealed { words messages(last: 2) { id words } }").root();
    assertThat(newest.text("sealed", "words")).isEqualTo("三樓的阿嬤");
    Answer page = newest.at("sealed", "messages");
    assertThat(page.each("words")).containsExactly("第5則", "第6則");
    assertThat(before(id, 3, page.text(0, "id"))).containsExactly("第2則", "第3則", "第4則");
    assertThat(before(id, 9, page.text(0, "id"))).hasSize(5).first().isEqualTo("三樓的阿嬤");
    assertThat(before(id, 2, UUID.randomUUID().toString())).isEmpty();
    assertThat(before(id, 2, "none")).isEmpty();
    assertThat(worker.look(id, "unread").root().text("unread")).isEqualTo("0");
  }

  private List<Object> before(String id, int last, String message) {
    return List.copyOf(
        worker
            .look(
                id,
                "sealed { messages(last: %d, before: \"%s\") { words } }".formatted(last, message))
            .root()
            .at("sealed", "messages")
            .each("words"));
  }

  /// W18: the field is refused in a list, because each case needs its own queries.
  @Test
  void looksForDuplicatesOfOneCaseAtATime() {
    reported();
    Answer listed =
        staff.ask(
            worker.token(), "{ inbox { nodes { id duplicateCandidates { id } } } }", Map.of());
    assertThat(listed.text("errors", 0, "extensions", "code")).isEqualTo("NOT_IN_LISTS");
    assertThat(listed.root().at("nodes").size()).as("the rest is there").isEqualTo(1);
  }

  /// I3: nobody looks at a closed case, so a worker hears that its hand-over has not arrived.
  @Test
  void warnsOfAHandoverThatAClosedCaseLeavesBehind() {
    StaffDesk.report(app, Map.of("area", AREA));
    String id = worker.only(Map.of("area", AREA));
    worker.step("claimCase", id, NOTHING);
    worker.step("referCase", id, Map.of("resources", List.of(), "neighbour", "SCHOOL"));
    Answer closed = worker.step("closeCase", id, Map.of("outcome", "HANDED_ON"));
    assertThat(closed.text("warnings", 0)).contains("has not arrived");
    worker.step("reopenCase", id, NOTHING);
    String handover = worker.look(id, "handovers { id }").root().text("handovers", 0, "id");
    staff.ask(
        worker.token(),
        "mutation ($id: ID!) { takeBackHandover(input: {id: $id}) { __typename } }",
        Map.of("id", handover));
    assertThat(worker.step("closeCase", id, Map.of("outcome", "NO_NEED")).at("warnings").size())
        .isZero();
  }

  /// I12: a triage took any name for an office, and the case then lay with nobody.
  @ParameterizedTest
  @ValueSource(strings = {"no.such.office", "63000030", "'; drop table", "welfare_centre", "OTHER"})
  void sendsNoCaseToAnOfficeThatIsNotThere(String route) {
    String id = reported();
    Map<String, String> triage = Map.of("level", "ROUTINE", "category", "WELFARE", "route", route);
    Answer refused = worker.step("triageCase", id, triage);
    assertThat(refused.text("code")).isEqualTo("UNKNOWN_RESOURCE");
    assertThat(refused.text("field")).isEqualTo("route");
    assertThat(worker.look(id, "status").root().text("status")).isEqualTo("RECEIVED");
    worker.step("closeCase", id, Map.of("outcome", "MISTAKEN"));
  }

  /// G11: what a centre hands on, and how a case ends, in the plan's words.
  @ParameterizedTest
  @ValueSource(strings = {"DRUG_CENTRE", "CIVIL_AFFAIRS", "LABOUR", "VOLUNTEER_VISITS"})
  void handsOnToTheNeighboursThatThePlanNames(String neighbour) {
    String id = reported();
    worker.step(
        "triageCase",
        id,
        Map.of("level", "ROUTINE", "category", "WELFARE", "route", "DISTRICT_OFFICE"));
    worker.step("referCase", id, Map.of("resources", List.of(), "neighbour", neighbour));
    worker.step("closeCase", id, Map.of("outcome", "VOLUNTEER_VISITS"));
    Answer closed = worker.look(id, "neighbour outcome route").root();
    assertThat(closed.text("neighbour")).isEqualTo(neighbour);
    assertThat(closed.text("outcome")).isEqualTo("VOLUNTEER_VISITS");
    assertThat(closed.text("route")).isEqualTo("DISTRICT_OFFICE");
  }

  @Test
  void refusesWhatCannotBeMeant() {
    String id = reported();
    assertThat(
            worker
                .step("replyToCase", id, Map.of("messageId", "m", "words", "長".repeat(20_000)))
                .text("code"))
        .isEqualTo("TOO_LONG");
    Answer huge =
        worker.mutate(
            "replyToCase",
            Map.of("id", id, "expectedVersion", 0, "messageId", "m", "words", "x".repeat(100_000)));
    assertThat(huge.text("errors", 0, "extensions", "code")).isEqualTo("PAYLOAD_TOO_LARGE");
    assertThat(
            worker.step("replyToCase", id, Map.of("messageId", "m", "words", " \n")).text("code"))
        .isEqualTo("EMPTY");
    assertThat(
            worker
                .step("replyToCase", id, Map.of("messageId", "m", "words", "\u0000\u000b"))
                .text("code"))
        .as("a reply is mended as a report is")
        .isEqualTo("EMPTY");
    assertThat(worker.step("referCase", id, Map.of("resources", List.of("no.such"))).text("code"))
        .isEqualTo("UNKNOWN_RESOURCE");
    assertThat(worker.step("referCase", id, Map.of("resources", List.of())).text("code"))
        .isEqualTo("EMPTY");
    assertThat(
            worker
                .step("transferCase", id, Map.of("centre", "atlantis", "reason", "KNOWN_THERE"))
                .text("code"))
        .isEqualTo("UNKNOWN_CENTRE");
    assertThat(
            worker
                .step("transferCase", id, Map.of("centre", "tpe", "reason", "KNOWN_THERE"))
                .text("code"))
        .isEqualTo("UNKNOWN_CENTRE");
    assertThat(merged(worker, id, id.toUpperCase(Locale.ROOT)).text("code")).isEqualTo("INVALID");
    assertThat(
            worker
                .step("replyToCase", id, Map.of("messageId", "m", "words", "\u200b\u3000"))
                .text("code"))
        .as("what shows nothing")
        .isEqualTo("EMPTY");
    assertThat(worker.staff().ask(worker.token(), "{ inbox(first: null) { nodes { id } } }").json())
        .isEqualTo(worker.staff().ask(worker.token(), "{ inbox { nodes { id } } }").json());
    worker.step("closeCase", id, Map.of("outcome", "MISTAKEN"));
    assertThat(worker.step("closeCase", id, Map.of("outcome", "HELPED")).text("code"))
        .as("nobody is to think that it ended otherwise")
        .isEqualTo("WRONG_STATUS");
    assertThat(
            worker
                .step("triageCase", id, Map.of("level", "URGENT", "category", "OTHER"))
                .text("code"))
        .isEqualTo("WRONG_STATUS");
    assertThat(worker.step("reopenCase", id, NOTHING).at("case", "outcome").isNull())
        .as("it has not ended after all")
        .isTrue();
  }

  private static Answer merged(StaffDesk desk, String main, String duplicate) {
    return desk.step(
        "mergeCases",
        main,
        Map.of("duplicates", List.of(Map.of("id", duplicate, "expectedVersion", 0))));
  }

  private StaffDesk desk(String subject, String centre, String role) {
    return new StaffDesk(staff, app, provider.token(subject, centre, role));
  }

  private String reported() {
    StaffDesk.report(app, Map.of("area", AREA));
    return worker.only(Map.of("area", AREA));
  }

  private String elsewhereReported() {
    StaffDesk.report(app, Map.of("area", "65000010", "topic", "PARENTING"));
    return elsewhere.only(Map.of("area", "65000010", "topic", List.of("PARENTING")));
  }

  private String unclaimed() {
    return worker.only(Map.of("area", AREA, "claim", "UNCLAIMED"));
  }

  private List<String> candidates(String id) {
    return worker
        .look(id, "duplicateCandidates { id }")
        .root()
        .at("duplicateCandidates")
        .each("id");
  }

  private List<String> actions(String centre, String id) {
    return trail.page(centre, Long.MAX_VALUE, 1_000).reversed().stream()
        .filter(entry -> UUID.fromString(id).equals(entry.caseId()))
        .map(AuditEntry::action)
        .toList();
  }
}
