package tw.shouwang.api.intake.handover;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.JsonMapper;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.database.OwnerConnections;
import tw.shouwang.api.intake.StaffDesk;
import tw.shouwang.api.intake.testing.WebhookReceiverStandIn;
import tw.shouwang.api.intake.testing.WebhookReceiverStandIn.Mood;
import tw.shouwang.api.keys.KeyFiles;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.api.testing.IdentityProvider;
import tw.shouwang.api.testing.LockWait;
import tw.shouwang.api.testing.OwnerSql;
import tw.shouwang.api.testing.StaffClient;

/// I3, B11 and the loop after dispatch, over HTTP with a neighbour's system.
@MicronautTest(transactional = false)
class HandoverIT implements EmbeddedTest {

  private static final String HANDOVERS =
      "handovers { id case neighbour state reason saidBy passedOn }";

  private final IdentityProvider provider = IdentityProvider.start();
  private final WebhookReceiverStandIn standIn = WebhookReceiverStandIn.start();
  private final HttpClient http = HttpClient.newHttpClient();

  @Inject AppClient app;
  @Inject StaffClient staff;
  @Inject EmbeddedServer server;
  @Inject KeyFiles keys;
  @Inject JsonMapper json;
  @Inject OwnerSql owner;
  @Inject OwnerConnections owners;
  @Inject HandoverJob job;

  private StaffDesk desk;

  @Override
  public Map<String, String> moreProperties() {
    Map<String, String> properties = new HashMap<>(provider.settings());
    properties.put("shouwang.webhooks[0].url", standIn.url().toString());
    properties.put("shouwang.webhooks[0].centre", "tpe");
    properties.put("shouwang.webhooks[0].neighbour", "PROTECTION");
    properties.put("shouwang.webhooks[1].url", standIn.url().toString());
    properties.put("shouwang.webhooks[1].centre", "ntpc");
    properties.put("shouwang.webhooks[1].neighbour", "PROTECTION");
    properties.put("shouwang.webhooks[2].url", "http://127.0.0.1:9/pager");
    properties.put("shouwang.webhooks[2].centre", "tpe");
    properties.put("shouwang.webhooks[2].name", "pager");
    properties.put("shouwang.webhooks[2].events", "HANDOVER_CAME_BACK,HANDOVER_REFUSED");
    for (int i = 3; i < 5; i++) {
      String receiver = "shouwang.webhooks[" + i + "].";
      properties.put(receiver + "url", standIn.url().toString());
      properties.put(receiver + "centre", "tpe");
      properties.put(receiver + "neighbour", "LABOUR");
      properties.put(receiver + "name", "labour_" + i);
    }
    return properties;
  }

  @BeforeEach
  void beginAnew() throws SQLException {
    owner.run("delete from intake.webhook");
    owner.run("update cases.hand_over set state = 'TAKEN_BACK' where state = 'WAITING'");
    standIn.behave(Mood.WELL);
    standIn.forget();
    desk = new StaffDesk(staff, app, provider.token("w1", "tpe", "INTAKE_WORKER"));
  }

  @AfterAll
  void stop() {
    provider.close();
  }

  /// I3: a transfer within the same two seconds once lost the hand-over, since its content was read
  /// as the first centre's.
  @Test
  void deliversACaseThatIsTransferredAtOnce() throws Exception {
    standIn.behave(Mood.REFUSES);
    Known known = acknowledged("還在哭");
    refer(known, "PROTECTION");
    assertThat(
            desk.step("transferCase", known.id, Map.of("centre", "ntpc", "reason", "KNOWN_THERE"))
                .text("__typename"))
        .isEqualTo("CaseChanged");
    standIn.behave(Mood.WELL);
    await(() -> !sent(known, "case.handed-over").isEmpty());
    assertThat(sent(known, "case.handed-over").getLast()).contains("還在哭");
    StaffDesk there = new StaffDesk(staff, app, provider.token("n1", "ntpc", "INTAKE_WORKER"));
    await(() -> state(there, known).equals("DELIVERED"));
  }

  /// I4: a centre has several of one neighbour, with underscores in their names, and another centre
  /// has its own.
  @Test
  void handsOverToEachReceiverOfANeighbour() throws Exception {
    Known known = acknowledged("老闆扣了他的護照");
    refer(known, "LABOUR");
    await(() -> sent(known, "case.handed-over").size() == 2);
    await(() -> states(known).equals(List.of("DELIVERED", "DELIVERED")));
    Answer handovers = desk.look(known.id, "handovers { id state }").root().at("handovers");
    assertThat(sent(known, "case.handed-over").toString())
        .contains(handovers.text(0, "id"), handovers.text(1, "id"));
    recordReturned(handovers.text(0, "id"), "NOT_ITS_TASK");
    assertThat(states(known)).as("the other one has it").containsOnlyOnce("RETURNED");

    Known here = acknowledged("鄰居");
    refer(here, "PROTECTION");
    Known moved = acknowledged("搬走了");
    desk.step("transferCase", moved.id, Map.of("centre", "ntpc", "reason", "KNOWN_THERE"));
    new StaffDesk(staff, app, provider.token("n1", "ntpc", "INTAKE_WORKER"))
        .step("referCase", moved.id, Map.of("resources", List.of(), "neighbour", "PROTECTION"));
    for (Known each : List.of(here, moved)) {
      assertThat(
              owner.ask("select receiver from cases.hand_over where case_id = '" + each.id + "'"))
          .isEqualTo(each == here ? "tpe-protection" : "ntpc-protection");
    }
  }

  private List<String> states(Known known) {
    return desk.look(known.id, "handovers { state }").root().at("handovers").each("state");
  }

  /// I3: kept while the receiver is away, and after a close.
  @Test
  void waitsForAReceiverThatIsAway() throws Exception {
    standIn.behave(Mood.REFUSES);
    Known known = acknowledged("又打人了");
    refer(known, "PROTECTION");
    await(() -> !sent(known, "case.handed-over").isEmpty());
    assertThat(state(desk, known)).isEqualTo("WAITING");
    desk.step("closeCase", known.id, Map.of("outcome", "HANDED_ON"));
    owner.run("update intake.webhook set first_due = first_due - interval '5 hours', tries = 30");
    standIn.forget();
    standIn.behave(Mood.WELL);
    await(() -> state(desk, known).equals("DELIVERED"));
    assertThat(sent(known, "case.handed-over").getLast()).contains("又打人了");
    assertThat(StaffDesk.kinds(StaffDesk.seenBySender(app, known.receipt)))
        .contains("REFERRED")
        .endsWith("PASSED_ON");
  }

  /// I3: a receiver that declines is seen by the worker, and somebody is told.
  @Test
  void saysThatAReceiverDeclines() throws Exception {
    standIn.behave(Mood.DECLINES);
    Known known = acknowledged("樓上");
    refer(known, "PROTECTION");
    await(() -> state(desk, known).equals("REFUSED"));
    assertThat(alerts("HANDOVER_REFUSED")).isEqualTo(1);
    Answer back = desk("takeBackHandover", Map.of("id", handover(known)));
    assertThat(back.text("__typename")).isEqualTo("HandoverChanged");
    standIn.forget();
    standIn.behave(Mood.WELL);
    owner.run("update intake.webhook set due = now()");
    await(() -> alertsAndHandovers() == 0);
    assertThat(sent(known, "case.handed-over")).as("taken back").isEmpty();
    assertThat(state(desk, known)).isEqualTo("TAKEN_BACK");
  }

  /// I3: merged duplicates were told that they were referred, and never sent.
  @Test
  void handsMergedDuplicatesOverToo() throws Exception {
    Known main = acknowledged("主要");
    Known before = acknowledged("先併");
    Known after = acknowledged("後併");
    merge(main, before);
    refer(main, "PROTECTION");
    await(() ->
        !sent(before, "case.handed-over").isEmpty() && !sent(main, "case.handed-over").isEmpty());
    assertThat(sent(main, "case.handed-over")).hasSize(1);
    merge(main, after);
    await(() -> !sent(after, "case.handed-over").isEmpty());
    assertThat(sent(after, "case.handed-over").getFirst()).contains("後併");
    assertThat(sent(main, "case.handed-over")).as("not twice").hasSize(1);
  }

  /// I3: a centre without such a receiver got no warning.
  @Test
  void warnsWithoutAReceiverAndTakesWhatAWorkerWritesDown() throws Exception {
    Known known = acknowledged("沒有連線");
    Answer referred =
        desk.step("referCase", known.id, Map.of("resources", List.of(), "neighbour", "POLICE"));
    assertThat(referred.at("warnings").size()).isEqualTo(1);
    assertThat(state(desk, known)).isEqualTo("NO_RECEIVER");
    assertThat(
            desk("recordHandover", Map.of("id", handover(known), "state", "WAITING")).text("code"))
        .isEqualTo("INVALID");
    assertThat(
            desk("recordHandover", Map.of("id", handover(known), "state", "NOT_OPENED"))
                .text("field"))
        .isEqualTo("reason");
    desk("recordHandover", Map.of("id", handover(known), "state", "DELIVERED"));
    desk(
        "recordHandover",
        Map.of("id", handover(known), "state", "NOT_OPENED", "reason", "KNOWN_ALREADY"));
    Answer handover = desk.look(known.id, HANDOVERS).root().at("handovers", 0);
    assertThat(handover.text("state") + handover.text("reason") + handover.text("saidBy"))
        .isEqualTo("NOT_OPENEDKNOWN_ALREADYWorker w1");
    assertThat(desk("takeBackHandover", Map.of("id", handover(known))).text("code"))
        .isEqualTo("WRONG_STATUS");
    StaffDesk there = new StaffDesk(staff, app, provider.token("n1", "ntpc", "INTAKE_WORKER"));
    assertThat(mutate(there, "takeBackHandover", Map.of("id", handover(known))).text("code"))
        .isEqualTo("UNKNOWN_HANDOVER");
  }

  /// I3: a second referral without a neighbour took the first away.
  @Test
  void keepsTheNeighbourOfAnEarlierReferral() throws Exception {
    standIn.behave(Mood.REFUSES);
    Known known = acknowledged("第二次");
    refer(known, "PROTECTION");
    desk.step("referCase", known.id, Map.of("resources", List.of("tw.hotline.113")));
    assertThat(desk.look(known.id, "neighbour").root().text("neighbour")).isEqualTo("PROTECTION");
    refer(known, "PROTECTION");
    assertThat(desk.look(known.id, "referrals { key }").root().at("referrals").each("key"))
        .containsExactly("tw.hotline.113");
    assertThat(desk.look(known.id, HANDOVERS).root().at("handovers").size()).isEqualTo(1);
    standIn.behave(Mood.WELL);
    await(() -> state(desk, known).equals("DELIVERED"));
  }

  /// I3: what the sender writes later goes after it, once, and without what was there.
  @Test
  void sendsWhatTheSenderWritesLater() throws Exception {
    Known known = acknowledged("第一句");
    refer(known, "PROTECTION");
    await(() -> state(desk, known).equals("DELIVERED"));
    write(known, "他現在拿著刀");
    await(() -> !sent(known, "case.followed-up").isEmpty());
    assertThat(sent(known, "case.followed-up").getFirst()).contains("他現在拿著刀").doesNotContain("第一句");
    job.sendNews();
    assertThat(sent(known, "case.followed-up")).hasSize(1);
  }

  /// Dispatch centre's row 6: the neighbour reports back, and the sender hears the neutral part.
  @Test
  void takesWhatTheNeighbourReports() throws Exception {
    Known known = acknowledged("家裡有事");
    refer(known, "PROTECTION");
    await(() -> state(desk, known).equals("DELIVERED"));
    String handover = handover(known);
    int version = Integer.parseInt(desk.look(known.id, "version").root().text("version"));
    assertThat(report(handover, "ACCEPTED", null)).startsWith("200 ").contains("\"changed\":true");
    assertThat(report(handover, "OPENED", null)).startsWith("200 ");
    assertThat(report(handover, "ACCEPTED", null)).as("opened already").startsWith("409 ");
    assertThat(report(handover, "RETURNED", null)).as("why?").startsWith("400 ");
    assertThat(report(handover, "RETURNED", "BORED")).startsWith("400 ");
    assertThat(report(handover, "WAITING", null)).startsWith("400 ");
    assertThat(report(UUID.randomUUID().toString(), "OPENED", null)).startsWith("404 ");
    assertThat(alerts("HANDOVER_CAME_BACK")).isZero();
    assertThat(report(handover, "RETURNED", "TOO_LITTLE_KNOWN")).startsWith("200 ");
    assertThat(alerts("HANDOVER_CAME_BACK")).isEqualTo(1);
    assertThat(Integer.parseInt(desk.look(known.id, "version").root().text("version")))
        .isEqualTo(version + 3);
    Answer view = app.ask("CaseView", Map.of("receipt", known.receipt.text()), "vi").root();
    assertThat(StaffDesk.kinds(view)).endsWith("PASSED_ON ACCEPTED TAKEN_UP NOT_TAKEN_UP");
    assertThat(view.at("timeline").each("text").toString())
        .contains("Một cơ quan khác đang xử lý", "Một cơ quan khác không tiếp nhận")
        .doesNotContain("PROTECTION", "TOO_LITTLE");
    assertThat(
            owner.count(
                "select count(*) from intake.audit_entry where action = 'HANDOVER_REPORTED'"
                    + " and worker = 'tpe-protection' and case_id = '"
                    + known.id
                    + "'"))
        .isEqualTo(3);
  }

  /// I3, I8: the law's clocks count what has arrived and not what was sent, and begin anew when it
  /// comes back.
  @Test
  void keepsTheLawsClocksRunningUntilItHasArrived() throws Exception {
    standIn.behave(Mood.REFUSES);
    Known known = acknowledged("又打人了");
    desk.step("triageCase", known.id, Map.of("level", "ROUTINE", "category", "PROTECTION"));
    refer(known, "PROTECTION");
    assertThat(protection(known)).as("on its way").isEqualTo("false");
    assertThat(owner.count(running(known))).as("in the calendar").isEqualTo(1);
    standIn.behave(Mood.WELL);
    await(() -> state(desk, known).equals("DELIVERED"));
    assertThat(protection(known)).isEqualTo("true");
    assertThat(owner.count(running(known))).isZero();

    owner.run(
        "update intake.case_clock set due_at = due_at - interval '3 days', next_at = null"
            + " where case_id = '"
            + known.id
            + "'");
    assertThat(report(handover(known), "NOT_OPENED", "NO_NEED")).startsWith("200 ");
    assertThat(protection(known)).as("the neighbour has looked at it").isEqualTo("true");
    assertThat(report(handover(known), "RETURNED", "OTHER_COUNTY")).startsWith("200 ");
    assertThat(protection(known)).isEqualTo("false");
    assertThat(owner.count(running(known) + " and due_at > now() + interval '23 hours'"))
        .as("the deadline and its ringing begin anew")
        .isEqualTo(1);
    assertThat(owner.count(running(known) + " and next_at is not null")).isEqualTo(1);
  }

  /// Finding 2: only what takes the case out of the hands of the service that it needs begins the
  /// law's clocks anew. Otherwise each further word of any neighbour pushes the deadline away.
  @Test
  void keepsTheLawsDeadlineWhereAnotherNeighbourSendsItBack() throws Exception {
    Known known = acknowledged("又打人了");
    desk.step("triageCase", known.id, Map.of("level", "ROUTINE", "category", "PROTECTION"));
    refer(known, "SCHOOL");
    String late = running(known) + " and due_at < now()";
    owner.run(
        "update intake.case_clock set due_at = due_at - interval '3 days' where case_id = '"
            + known.id
            + "'");
    String school = handover(known);
    recordReturned(school, "OTHER_COUNTY");
    assertThat(owner.count(late)).as("a school protects nobody").isEqualTo(1);
    refer(known, "PROTECTION");
    String protection =
        owner.ask(
            "select id from cases.hand_over where neighbour = 'PROTECTION' and case_id = '"
                + known.id
                + "'");
    await(() ->
        desk.look(known.id, HANDOVERS)
            .root()
            .at("handovers")
            .each("state")
            .toString()
            .contains("DELIVERED"));
    owner.run(
        "update cases.hand_over set state = 'WAITING', passed_on = null where id = '"
            + protection
            + "'");
    assertThat(report(protection, "RETURNED", "OTHER_COUNTY")).startsWith("200 ");
    assertThat(owner.count(late)).as("it had never arrived").isEqualTo(1);
    assertThat(report(protection, "RETURNED", "TOO_LITTLE_KNOWN")).startsWith("200 ");
    assertThat(owner.count(late)).as("another reason").isEqualTo(1);
  }

  /// Finding 12: a job that locked a hand-over before its case could wait for a step that waits for
  /// the hand-over.
  @Test
  void looksForAReceiverInTheOrderOfEveryStep() throws Exception {
    Known known = acknowledged("又打人了");
    desk.step("triageCase", known.id, Map.of("level", "ROUTINE", "category", "PROTECTION"));
    refer(known, "PROTECTION");
    await(() -> state(desk, known).equals("DELIVERED"));
    owner.run(
        "update cases.hand_over set state = 'NO_RECEIVER', receiver = null where case_id = '"
            + known.id
            + "'");
    try (Connection step = owners.open().orElseThrow();
        Connection watching = owners.open().orElseThrow();
        Statement statement = step.createStatement()) {
      step.setAutoCommit(false);
      String its = "case_id = '" + known.id + "'";
      statement.execute("select from cases.case_file where id = '" + known.id + "' for update");
      statement.execute("update intake.case_clock set missed = missed where " + its);
      CompletableFuture<Void> looking = CompletableFuture.runAsync(job::lookForReceivers);
      LockWait.behind(step, watching, 1, looking);
      statement.execute("select from cases.hand_over where " + its + " for update nowait");
      step.commit();
      looking.get(20, TimeUnit.SECONDS);
    }
    await(() -> state(desk, known).equals("DELIVERED"));
  }

  private void recordReturned(String handover, String reason) {
    assertThat(
            staff
                .ask(
                    desk.token(),
                    "mutation ($input: RecordHandoverInput!) { recordHandover(input: $input) {"
                        + " __typename } }",
                    Map.of("input", Map.of("id", handover, "state", "RETURNED", "reason", reason)))
                .root()
                .text("__typename"))
        .isEqualTo("HandoverChanged");
  }

  /// Finding 16: what runs for a merged case goes on, late or not, and nothing else.
  @Test
  void adoptsAtAMergeWhatStillRuns() throws Exception {
    Known main = acknowledged("三樓有哭聲");
    Known arrived = acknowledged("又打人了");
    desk.step("triageCase", arrived.id, Map.of("level", "ROUTINE", "category", "PROTECTION"));
    refer(arrived, "PROTECTION");
    await(() -> state(desk, arrived).equals("DELIVERED"));
    merge(main, arrived);
    assertThat(protection(main)).as("the service has it").isEqualTo("none");
    Known late = acknowledged("還在打人");
    desk.step("triageCase", late.id, Map.of("level", "ROUTINE", "category", "PROTECTION"));
    owner.run(
        "update intake.case_clock set due_at = due_at - interval '3 days', next_at = null, missed ="
            + " true where kind = 'PROTECTION' and case_id = '"
            + late.id
            + "'");
    merge(main, late);
    assertThat(owner.count(running(main) + " and missed")).isEqualTo(1);
    Known intime = acknowledged("又來了");
    desk.step("triageCase", intime.id, Map.of("level", "ROUTINE", "category", "PROTECTION"));
    merge(intime, main);
    assertThat(owner.count(running(intime) + " and missed and next_at is null"))
        .as("its deadline has passed")
        .isEqualTo(1);
  }

  /// Danger that was missed is adopted as danger that begins, or nobody hears of it again.
  @Test
  void beginsMissedDangerAnewWhereItIsMerged() throws Exception {
    Known main = acknowledged("三樓有哭聲");
    Known danger = acknowledged("有刀", "IMMEDIATE_DANGER");
    owner.run(
        "update intake.case_clock set due_at = due_at - interval '1 day', next_at = null, missed ="
            + " true where kind = 'DANGER' and case_id = '"
            + danger.id
            + "'");
    merge(main, danger);
    assertThat(
            owner.count(
                "select count(*) from intake.case_clock where kind = 'DANGER' and next_at is not"
                    + " null and not missed and case_id = '"
                    + main.id
                    + "'"))
        .isEqualTo(1);
  }

  private static String running(Known known) {
    return "select count(*) from intake.case_clock where kind = 'PROTECTION' and runs_at = 'tpe'"
        + " and case_id = '"
        + known.id
        + "'";
  }

  private String protection(Known known) {
    Answer clocks =
        staff
            .ask(
                desk.token(),
                "query ($id: ID!) { caseClocks(case: $id) { kind met } }",
                Map.of("id", known.id))
            .root();
    return IntStream.range(0, clocks.size())
        .filter(index -> clocks.text(index, "kind").equals("PROTECTION"))
        .mapToObj(index -> clocks.text(index, "met"))
        .findAny()
        .orElse("none");
  }

  /// What one hand-over cannot do, because a newer node wrote something that is not known here,
  /// keeps none of the others waiting.
  @Test
  void sendsTheNewsOfOthersWhereOneFails() throws Exception {
    Known newer = acknowledged("新的");
    refer(newer, "PROTECTION");
    await(() -> state(desk, newer).equals("DELIVERED"));
    Known known = acknowledged("舊的");
    refer(known, "PROTECTION");
    await(() -> state(desk, known).equals("DELIVERED"));
    String first = "00000000-0000-0000-0000-000000000002";
    owner.run(
        "update cases.hand_over set reason = 'NEWER', id = '"
            + first
            + "' where case_id = '"
            + newer.id
            + "'");
    write(newer, "後來一");
    write(known, "後來二");
    await(() -> !sent(known, "case.followed-up").isEmpty());
    assertThat(sent(newer, "case.followed-up")).isEmpty();
    owner.run("update cases.hand_over set reason = null where id = '" + first + "'");
    await(() -> !sent(newer, "case.followed-up").isEmpty());
  }

  /// Each change is an event of the case, and may be a push: a neighbour's system that goes round
  /// in circles ends somewhere.
  @Test
  void endsWhatANeighbourChangesForEver() throws Exception {
    Known known = acknowledged("來來回回");
    refer(known, "PROTECTION");
    await(() -> state(desk, known).equals("DELIVERED"));
    String handover = handover(known);
    owner.run("update cases.hand_over set changes = 49 where id = '" + handover + "'");
    assertThat(report(handover, "ACCEPTED", null)).startsWith("200 ");
    assertThat(report(handover, "NOT_OPENED", "NO_NEED"))
        .startsWith("409 ")
        .contains("WRONG_STATE");
    assertThat(report(handover, "ACCEPTED", null)).as("what is so already").startsWith("200 ");
    assertThat(desk("recordHandover", Map.of("id", handover, "state", "OPENED")).text("code"))
        .isEqualTo("WRONG_STATUS");
  }

  /// Nobody who has not signed makes the service keep more than a report is long.
  @Test
  void readsNoMoreThanAReportIsLong() throws Exception {
    for (String length : List.of("Content-Length: 5000000", "Transfer-Encoding: chunked")) {
      try (Socket socket = new Socket(server.getHost(), server.getPort())) {
        socket.setSoTimeout(5_000);
        String content = "1388\r\n" + "x".repeat(5_000) + "\r\n";
        socket
            .getOutputStream()
            .write(
                ("POST /neighbours/tpe-protection/reports HTTP/1.1\r\nHost: x\r\n"
                        + length
                        + "\r\n\r\n"
                        + content)
                    .getBytes(StandardCharsets.US_ASCII));
        byte[] answer = socket.getInputStream().readNBytes(12);
        assertThat(new String(answer, StandardCharsets.US_ASCII))
            .as(length)
            .isEqualTo("HTTP/1.1 401");
      }
    }
  }

  /// A report is signed over body, time and a number used once, and a replay changes nothing.
  @Test
  void takesAReportOnceAndOnlyFromTheNeighbour() throws Exception {
    Known known = acknowledged("重播");
    refer(known, "PROTECTION");
    await(() -> state(desk, known).equals("DELIVERED"));
    String handover = handover(known);
    String body = body(handover, "ACCEPTED", null);
    String now = Long.toString(Instant.now().getEpochSecond());
    String old = Long.toString(Instant.now().minusSeconds(400).getEpochSecond());
    String early = Long.toString(Instant.now().plusSeconds(400).getEpochSecond());
    String good = sign("tpe-protection", "number-1", now, body);
    assertThat(post("tpe-protection", "number-1", now, good, body.replace("ACCEPTED", "OPENED")))
        .startsWith("401 ");
    assertThat(post("tpe-protection", "number-2", now, good, body)).startsWith("401 ");
    assertThat(post("tpe-protection", "number-1", now, "v1,AAAA", body)).startsWith("401 ");
    assertThat(post("unknown", "number-1", now, good, body)).startsWith("401 ");
    assertThat(post("pager", "number-1", now, sign("pager", "number-1", now, body), body))
        .as("a pager is no neighbour")
        .startsWith("401 ");
    for (String time : List.of(old, early, "soon", "")) {
      assertThat(
              post(
                  "tpe-protection",
                  "number-1",
                  time,
                  sign("tpe-protection", "number-1", time, body),
                  body))
          .as(time)
          .startsWith("401 ");
    }
    assertThat(
            post(
                "ntpc-protection",
                "number-1",
                now,
                sign("ntpc-protection", "number-1", now, body),
                body))
        .as("another centre's neighbour")
        .startsWith("404 ");
    assertThat(state(desk, known)).isEqualTo("DELIVERED");

    assertThat(post("tpe-protection", "number-1", now, "v1,AAAA " + good, body))
        .startsWith("200 ")
        .contains("\"changed\":true");
    report(handover, "OPENED", null);
    assertThat(post("tpe-protection", "number-1", now, good, body))
        .as("a replay")
        .startsWith("200 ")
        .contains("\"state\":\"OPENED\"", "\"changed\":false");
    String other = body(handover, "DISPUTED", null);
    assertThat(
            post(
                "tpe-protection",
                "number-1",
                now,
                sign("tpe-protection", "number-1", now, other),
                other))
        .as("the number was used")
        .startsWith("409 ")
        .contains("NUMBER_USED");
    assertThat(state(desk, known)).isEqualTo("OPENED");
    String reflected = "{\"type\":\"case.handed-over\",\"data\":{\"handover\":\"x\"}}";
    assertThat(
            post(
                "tpe-protection",
                "number-3",
                now,
                sign("tpe-protection", "number-3", now, reflected),
                reflected))
        .as("our own message sent back")
        .startsWith("400 ");
  }

  /// B11: an erasure says what has left, the neighbour hears of it, and a waiting export dies.
  @Test
  void followsTheCopiesWhenTheSenderErases() throws Exception {
    Known known = acknowledged("要收回");
    refer(known, "PROTECTION");
    await(() -> state(desk, known).equals("DELIVERED"));
    String path = export(known);
    assertThat(fetch(path)).startsWith("200 ").contains("要收回");
    String waiting = export(known);

    Answer erased = app.input("EraseCase", Map.of("receipt", known.receipt.text())).root();
    String today = String.valueOf(LocalDate.now(ZoneId.of("Asia/Taipei")).getDayOfMonth());
    assertThat(erased.text("__typename")).isEqualTo("CaseErased");
    assertThat(erased.text("text")).contains("其他單位", "副本", today + "日").doesNotContain("保護");
    assertThat(fetch(waiting)).startsWith("404 ");
    await(() -> !sent(known, "case.withdrawn").isEmpty());
    assertThat(sent(known, "case.withdrawn").getFirst()).contains(known.id).doesNotContain("要收回");
    Known other = acknowledged("沒有轉出");
    assertThat(app.input("EraseCase", Map.of("receipt", other.receipt.text())).root().text("text"))
        .doesNotContain("其他單位", "副本");
  }

  /// B11: what has not arrived does not leave any more, unless it is graver than routine.
  @Test
  void stopsARoutineHandoverThatHasNotArrived() throws Exception {
    standIn.behave(Mood.REFUSES);
    Known calm = acknowledged("普通的");
    refer(calm, "PROTECTION");
    Known grave = acknowledged("緊急的", "URGENT");
    refer(grave, "PROTECTION");
    app.input("EraseCase", Map.of("receipt", calm.receipt.text()));
    assertThat(app.input("EraseCase", Map.of("receipt", grave.receipt.text())).root().text("text"))
        .contains("其他單位");
    await(() -> state(desk, calm).equals("TAKEN_BACK"));
    standIn.forget();
    standIn.behave(Mood.WELL);
    await(() -> !sent(grave, "case.withdrawn").isEmpty());
    assertThat(sent(grave, "case.handed-over")).isNotEmpty();
    assertThat(sent(calm, "case.handed-over")).isEmpty();
  }

  /// While nodes are exchanged, a newer one may have written a neighbour that this one does not
  /// know.
  @Test
  void looksForReceiversBeyondANeighbourItDoesNotKnow() throws Exception {
    Known newer = acknowledged("新的");
    refer(newer, "POLICE");
    Known known = acknowledged("舊的");
    refer(known, "POLICE");
    String first = "00000000-0000-0000-0000-000000000001";
    owner.run(
        "update cases.hand_over set neighbour = 'NEWER', id = '"
            + first
            + "' where case_id = '"
            + newer.id
            + "'");
    owner.run(
        "update cases.hand_over set neighbour = 'PROTECTION' where case_id = '" + known.id + "'");
    job.lookForReceivers();
    owner.run("update cases.hand_over set neighbour = 'POLICE' where id = '" + first + "'");
    await(() -> state(desk, known).equals("DELIVERED"));
  }

  @Test
  void listsTheCentresHandovers() throws Exception {
    Known first = acknowledged("一");
    refer(first, "POLICE");
    Known second = acknowledged("二");
    refer(second, "POLICE");
    Answer page = list("first: 1, states: [NO_RECEIVER]");
    assertThat(page.text(0, "case")).isEqualTo(second.id);
    Answer next = list("first: 1, states: [NO_RECEIVER], before: \"" + page.text(0, "id") + "\"");
    assertThat(next.text(0, "case")).isEqualTo(first.id);
  }

  /// What stood last on a page may be gone when somebody asks for the next one.
  @Test
  void goesOnAfterAHandoverThatWasErasedOrTransferredMeanwhile() throws Exception {
    List<Known> made = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      made.add(acknowledged("第" + i + "件"));
      refer(made.getLast(), "POLICE");
    }
    Answer first = list("first: 1, states: [NO_RECEIVER]");
    assertThat(first.text(0, "case")).isEqualTo(made.get(3).id);
    owner.run(
        "update cases.case_file set erased_on = current_date where id = '" + made.get(3).id + "'");
    for (String from : from(first)) {
      Answer second = list("first: 1, states: [NO_RECEIVER], " + from);
      assertThat(second.text(0, "case")).as(from).isEqualTo(made.get(2).id);
    }
    Answer second = list("first: 1, states: [NO_RECEIVER]");
    desk.step("transferCase", made.get(2).id, Map.of("centre", "ntpc", "reason", "KNOWN_THERE"));
    for (String from : from(second)) {
      Answer third = list("first: 2, " + from);
      assertThat(third.each("case")).as(from).containsExactly(made.get(1).id, made.get(0).id);
    }
    String day = "2026-11-30T00:00:00Z 00000000-0000-0000-0000-000000000000 ";
    for (String wrong : List.of("x", day + "DANGER", "+999999999-01-01T00:00:00Z" + day)) {
      String cursor = Base64.getUrlEncoder().encodeToString(wrong.getBytes(StandardCharsets.UTF_8));
      assertThat(refusal("after: \"" + cursor + "\"")).as(wrong).isEqualTo("INVALID_CURSOR");
    }
    assertThat(refusal("before: \"" + UUID.randomUUID() + "\"")).isEqualTo("INVALID_CURSOR");
  }

  private static List<String> from(Answer page) {
    return List.of(
        "after: \"" + page.text(0, "cursor") + "\"", "before: \"" + page.text(0, "id") + "\"");
  }

  private String refusal(String arguments) {
    return staff
        .ask(desk.token(), "{ handovers(" + arguments + ") { id } }")
        .text("errors", 0, "extensions", "code");
  }

  private Answer list(String arguments) {
    return staff
        .ask(desk.token(), "{ handovers(" + arguments + ") { id case state cursor } }")
        .root();
  }

  private record Known(Receipt receipt, String id) {}

  private Known acknowledged(String words) throws SQLException {
    return acknowledged(words, "ROUTINE");
  }

  private Known acknowledged(String words, String urgency) throws SQLException {
    Receipt receipt =
        StaffDesk.report(app, Map.of("words", words, "urgency", urgency, "area", "63000030"));
    String id =
        owner.ask("select id from cases.case_file where status = 'RECEIVED' and opened_on is null");
    desk.step("acknowledgeCase", id, Map.of());
    return new Known(receipt, id);
  }

  private void refer(Known known, String neighbour) {
    Answer answer =
        desk.step("referCase", known.id, Map.of("resources", List.of(), "neighbour", neighbour));
    assertThat(answer.text("__typename")).as(answer.json().toString()).isEqualTo("CaseChanged");
  }

  private void merge(Known main, Known duplicate) {
    Answer merged = tryToMerge(main, duplicate);
    if (merged.text("__typename").equals("StaffRefused")) {
      // The first look or a neighbour's answer changed one of the two in between.
      assertThat(merged.text("code")).isEqualTo("VERSION_CONFLICT");
      merged = tryToMerge(main, duplicate);
    }
    assertThat(merged.text("__typename")).as(merged.json().toString()).isEqualTo("CaseChanged");
  }

  private Answer tryToMerge(Known main, Known duplicate) {
    int version = Integer.parseInt(desk.look(duplicate.id, "version").root().text("version"));
    return desk.step(
        "mergeCases",
        main.id,
        Map.of("duplicates", List.of(Map.of("id", duplicate.id, "expectedVersion", version))));
  }

  private void write(Known known, String words) {
    Answer added =
        app.input(
                "AddMessage",
                Map.of(
                    "receipt", known.receipt.text(),
                    "messageId", UUID.randomUUID().toString(),
                    "words", words))
            .root();
    assertThat(added.text("__typename")).isEqualTo("MessageAdded");
  }

  private String state(StaffDesk as, Known known) {
    Answer handovers = as.look(known.id, HANDOVERS).root().at("handovers");
    return handovers.size() == 0 ? "" : handovers.text(handovers.size() - 1, "state");
  }

  private String handover(Known known) {
    return desk.look(known.id, HANDOVERS).root().text("handovers", 0, "id");
  }

  private Answer desk(String mutation, Map<String, ?> input) {
    return mutate(desk, mutation, input);
  }

  private Answer mutate(StaffDesk as, String mutation, Map<String, ?> input) {
    String type =
        mutation.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + mutation.substring(1);
    return staff
        .ask(
            as.token(),
            "mutation ($input: %sInput!) { %s(input: $input) { __typename ... on HandoverChanged {"
                    .formatted(type, mutation)
                + " handover { id state } } ... on StaffRefused { code field } } }",
            Map.of("input", input))
        .root();
  }

  private List<String> sent(Known known, String type) {
    return standIn.told().stream()
        .map(WebhookReceiverStandIn.Told::text)
        .filter(text ->
            text.contains("\"" + type + "\"") && text.contains("\"id\":\"" + known.id + "\""))
        .toList();
  }

  private long alerts(String event) throws SQLException {
    return owner.count("select count(*) from intake.webhook where event = '" + event + "'");
  }

  private long alertsAndHandovers() {
    try {
      return owner.count("select count(*) from intake.webhook where case_id is not null");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private String export(Known known) {
    return staff
        .ask(
            desk.token(),
            "mutation ($id: ID!) { exportCases(input: {id: $id, format: CSV}) {"
                + " ... on ExportReady { path } ... on StaffRefused { code } } }",
            Map.of("id", known.id))
        .root()
        .text("path");
  }

  private String fetch(String path) throws Exception {
    return send(
        HttpRequest.newBuilder(server.getURI().resolve(path))
            .header("Authorization", "Bearer " + desk.token()));
  }

  private String report(String handover, String state, @Nullable String reason) throws Exception {
    String number = UUID.randomUUID().toString();
    String now = Long.toString(Instant.now().getEpochSecond());
    String body = body(handover, state, reason);
    return post("tpe-protection", number, now, sign("tpe-protection", number, now, body), body);
  }

  private String body(String handover, String state, @Nullable String reason) throws Exception {
    Map<String, String> data = new HashMap<>(Map.of("handover", handover, "state", state));
    if (reason != null) {
      data.put("reason", reason);
    }
    return json.writeValueAsString(Map.of("type", "handover.reported", "data", data));
  }

  private String sign(String receiver, String number, String time, String body) throws Exception {
    byte[] secret = keys.secret("webhook-" + receiver + ".private.key");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret, "HmacSHA256"));
    String signed = number + "." + time + "." + body;
    return "v1,"
        + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
  }

  private String post(String receiver, String number, String time, String signature, String body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address("/neighbours/" + receiver + "/reports"))
            .header("Content-Type", "application/json")
            .header("webhook-id", number)
            .header("webhook-signature", signature)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (!time.isEmpty()) {
      request.header("webhook-timestamp", time);
    }
    return send(request);
  }

  private URI address(String path) {
    return server.getURI().resolve(path);
  }

  private String send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    return answer.statusCode() + " " + answer.body();
  }

  private void await(BooleanSupplier done) throws Exception {
    Instant until = Instant.now().plus(Duration.ofSeconds(30));
    while (!done.getAsBoolean()) {
      assertThat(Instant.now()).as("in time").isBefore(until);
      owner.run("update intake.webhook set due = now() where due > now() and receiver <> 'pager'");
      Thread.sleep(200);
    }
  }
}
