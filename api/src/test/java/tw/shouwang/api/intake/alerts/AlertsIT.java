package tw.shouwang.api.intake.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.database.OwnerConnections;
import tw.shouwang.api.intake.StaffDesk;
import tw.shouwang.api.process.SetupFinding.Level;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.api.testing.IdentityProvider;
import tw.shouwang.api.testing.OwnerSql;
import tw.shouwang.api.testing.StaffClient;
import tw.shouwang.notifications.testing.FcmStandIn;

/// Pushes to staff when somebody is in danger.
@MicronautTest(transactional = false)
class AlertsIT implements EmbeddedTest {

  private static final String DEVICES =
      "{ __typename ... on AlertsChanged { devices { name keptUntil } }"
          + " ... on StaffRefused { code field message } }";

  private final IdentityProvider provider = IdentityProvider.start();

  @Inject StaffClient staff;
  @Inject AppClient app;
  @Inject FcmStandIn google;
  @Inject OwnerConnections owner;
  @Inject OwnerSql ownerSql;
  @Inject AlarmCheck check;

  @Override
  public Map<String, String> moreProperties() {
    return provider.settings();
  }

  @AfterAll
  void stop() {
    provider.close();
  }

  @Test
  void wakesTheCentreOfACaseAndItsSupervisorsWhenNobodyTakesIt() throws SQLException {
    StaffDesk.clearLists(ownerSql);
    String worker = provider.token("w1", "tpe", "INTAKE_WORKER");
    String supervisor = provider.token("s1", "tpe", "SUPERVISOR");
    String elsewhere = provider.token("w2", "ntpc", "INTAKE_WORKER");
    Phone workers = new Phone(11);
    Phone supervisors = new Phone(12);
    Phone others = new Phone(13);
    ownerSql.run("delete from intake.alert_device");
    assertThat(check.look().getFirst().sentence()).contains("told of danger at ntpc, tpe:");
    enable(worker, "phone", workers.token());
    assertThat(check.look().getFirst().sentence()).contains("told of danger at ntpc:");
    enable(supervisor, "phone", supervisors.token());
    enable(elsewhere, "phone", others.token());
    assertThat(check.look().getFirst().level()).isEqualTo(Level.OK);
    eventually(() -> workers.pushes() == 1 && supervisors.pushes() == 1 && others.pushes() == 1);

    StaffDesk.report(app, Map.of("urgency", "URGENT"));
    Receipt receipt = StaffDesk.report(app, Map.of("urgency", "IMMEDIATE_DANGER"));
    eventually(() -> workers.pushes() == 2 && supervisors.pushes() == 2);

    StaffDesk desk = new StaffDesk(staff, app, worker);
    String id = desk.only(Map.of("urgency", List.of("IMMEDIATE_DANGER")));
    itIsTimeToLookAt(id);
    eventually(() -> supervisors.pushes() == 3);
    assertThat(workers.pushes()).as("what is unclaimed is for supervisors").isEqualTo(2);
    assertThat(others.pushes()).isEqualTo(1);

    desk.step("claimCase", id, Map.of());
    itIsTimeToLookAt(id);
    eventually(() -> query("select next_at from intake.case_clock", id) == null);
    desk.step("transferCase", id, Map.of("centre", "ntpc", "reason", "PERSON_IS_THERE"));
    eventually(() -> others.pushes() == 2);
    assertThat(clock(id, "extract(minute from due_at - now())::int between 28 and 30"))
        .as("half an hour from now, although it was claimed before")
        .isTrue();
    ownerSql.run(
        "update intake.case_clock set due_at = now() where kind = 'DANGER' and case_id = '%s'"
            .formatted(id));
    itIsTimeToLookAt(id);
    eventually(() -> clock(id, "missed"));
    assertThat(StaffDesk.kinds(StaffDesk.seenBySender(app, receipt))).endsWith("OVERDUE");
    assertThat(missed(elsewhere)).contains(id + " DANGER");

    StaffDesk there = new StaffDesk(staff, app, elsewhere);
    there.step("triageCase", id, Map.of("level", "IMMEDIATE_DANGER", "category", "OTHER"));
    assertThat(missed(elsewhere)).as("it is danger still").isNotEmpty();
    there.step("claimCase", id, Map.of());
    assertThat(missed(elsewhere)).as("somebody went on with it").isEmpty();
    assertThat(google.acceptedBodies().stream().map(AlertsIT::withoutToken).distinct())
        .as("one message for everybody")
        .hasSize(1);
  }

  /// A planned call wakes whoever has the case, once, and without anybody the whole centre.
  @Test
  void wakesWhoeverHasTheCaseWhenACallIsDue() throws SQLException {
    String worker = provider.token("c1", "tpe", "INTAKE_WORKER");
    String colleague = provider.token("c2", "tpe", "INTAKE_WORKER");
    Phone own = new Phone(91);
    Phone other = new Phone(92);
    enable(worker, "phone", own.token());
    enable(colleague, "phone", other.token());
    eventually(() -> own.pushes() == 1 && other.pushes() == 1);
    StaffDesk desk = new StaffDesk(staff, app, worker);
    StaffDesk.report(app, Map.of("area", "63000110"));
    String id = desk.only(Map.of("area", "63000110"));
    desk.step("claimCase", id, Map.of());
    plan(desk, id);
    eventually(() -> own.pushes() == 2);
    assertThat(other.pushes()).isEqualTo(1);

    desk.step("releaseCase", id, Map.of());
    plan(desk, id);
    eventually(() -> own.pushes() == 3 && other.pushes() == 2);
    assertThat(ownerSql.count("select count(*) from intake.planned_call where not alerted"))
        .isZero();
  }

  /// Danger that a supervisor gives to somebody, or merges into their case, is claimed, so that
  /// nobody else hears of it: they have to.
  @Test
  void wakesWhoeverIsGivenDanger() {
    StaffDesk given = new StaffDesk(staff, app, provider.token("g1", "tpe", "INTAKE_WORKER"));
    StaffDesk giving = new StaffDesk(staff, app, provider.token("g2", "tpe", "SUPERVISOR"));
    Phone own = new Phone(93);
    Phone boss = new Phone(94);
    enable(given.token(), "phone", own.token());
    enable(giving.token(), "phone", boss.token());
    staff.ask(given.token(), "{ inbox(first: 1) { nodes { id } } }");
    eventually(() -> own.pushes() == 1 && boss.pushes() == 1);
    StaffDesk.report(app, Map.of("area", "63000020", "urgency", "IMMEDIATE_DANGER"));
    String id = given.only(Map.of("area", "63000020"));
    eventually(() -> own.pushes() == 2 && boss.pushes() == 2);
    giving.step("assignCase", id, Map.of("worker", "g1"));
    eventually(() -> own.pushes() == 3);

    StaffDesk.report(app, Map.of("area", "63000040"));
    String calm = given.only(Map.of("area", "63000040"));
    giving.step("assignCase", calm, Map.of("worker", "g1"));
    given.step("releaseCase", id, Map.of());
    eventually(() -> own.pushes() == 4 && boss.pushes() == 3);
    giving.step(
        "mergeCases",
        calm,
        Map.of("duplicates", List.of(Map.of("id", id, "expectedVersion", given.version(id)))));
    eventually(() -> own.pushes() == 5);
    assertThat(boss.pushes()).as("whose steps these were").isEqualTo(3);
  }

  /// Whoever has left is not woken any more, and is not whom danger waits for.
  @Test
  void tellsNobodyWhoHasLeft() throws SQLException {
    String leaving = provider.token("l1", "tpe", "INTAKE_WORKER");
    String supervisor = provider.token("l2", "tpe", "SUPERVISOR");
    Phone own = new Phone(95);
    Phone boss = new Phone(96);
    enable(leaving, "phone", own.token());
    enable(supervisor, "phone", boss.token());
    staff.ask(leaving, "{ inbox(first: 1) { nodes { id } } }");
    eventually(() -> own.pushes() == 1 && boss.pushes() == 1);
    name(supervisor, "l1");
    assertThat(second(supervisor)).isEqualTo("l1");
    Answer left =
        staff
            .ask(
                supervisor,
                "mutation { moveClaims(input: {from: \"l1\", leaving: true}) { __typename } }")
            .root();
    assertThat(left.text("__typename")).isEqualTo("ClaimsMoved");
    assertThat(second(supervisor)).isEqualTo("null");
    assertThat(staff.ask(leaving, "{ alertDevices { name } }").root().size()).isZero();
    StaffDesk.report(app, Map.of("area", "63000060", "urgency", "IMMEDIATE_DANGER"));
    eventually(() -> boss.pushes() == 2);

    // A second receiver without a device hears nothing, so supervisors do.
    String silent = provider.token("l3", "tpe", "INTAKE_WORKER");
    staff.ask(silent, "{ inbox(first: 1) { nodes { id } } }");
    name(supervisor, "l3");
    String id = new StaffDesk(staff, app, supervisor).only(Map.of("area", "63000060"));
    ownerSql.run(
        "update intake.case_clock set next_at = now(), second_at = now() where kind = 'DANGER' and"
            + " case_id = '"
            + id
            + "'");
    eventually(() -> boss.pushes() == 3);
    assertThat(own.pushes()).isEqualTo(1);
  }

  private void name(String supervisor, String worker) {
    assertThat(
            staff
                .ask(
                    supervisor,
                    "mutation ($input: NameSecondReceiverInput!) { nameSecondReceiver(input:"
                        + " $input) { __typename } }",
                    Map.of("input", Map.of("worker", worker)))
                .root()
                .text("__typename"))
        .isEqualTo("CentreDutyChanged");
  }

  private String second(String member) {
    Answer duty = staff.ask(member, "{ centreDuty { secondWorker } }").root();
    return duty.at("secondWorker").isNull() ? "null" : duty.text("secondWorker");
  }

  private void plan(StaffDesk desk, String id) throws SQLException {
    desk.step("recordCall", id, Map.of("nextAt", Instant.now().plusSeconds(600).toString()));
    ownerSql.run(
        "update intake.planned_call set call_at = now() - interval '1 minute' where case_id = '"
            + id
            + "'");
  }

  @Test
  void forgetsADeviceWhenItsOwnerSaysSo() {
    String worker = provider.token("w3", "ntpc", "INTAKE_WORKER");
    Phone old = new Phone(21);
    Phone phone = new Phone(22);
    Phone desk = new Phone(23);
    enable(worker, "手機", old.token());
    eventually(() -> old.pushes() == 1);
    enable(worker, "手機", phone.token());
    Answer changed = enable(worker, "desk", desk.token());
    assertThat(changed.at("devices").each("name")).containsExactly("desk", "手機");
    assertThat(changed.at("devices").each("keptUntil"))
        .allMatch(
            day -> day.equals(LocalDate.now(ZoneId.of("Asia/Taipei")).plusDays(30).toString()));
    eventually(() -> phone.pushes() == 1 && desk.pushes() == 1);

    assertThat(disable(worker, "手機").at("devices").each("name")).containsExactly("desk");
    assertThat(disable(worker, "手機").at("devices").each("name")).containsExactly("desk");
    StaffDesk.report(app, Map.of("urgency", "IMMEDIATE_DANGER", "area", "65000010"));
    eventually(() -> desk.pushes() == 2);
    assertThat(phone.pushes()).isEqualTo(1);
    assertThat(old.pushes()).isEqualTo(1);
  }

  /// S3: a phone that was registered under two names or by two workers got two pushes for one
  /// report, and still one after one of the workers had removed it.
  @Test
  void wakesAPhoneOnceHoweverOftenItWasEnabled() {
    String early = provider.token("w9", "ntpc", "INTAKE_WORKER");
    String late = provider.token("w10", "ntpc", "INTAKE_WORKER");
    Phone shared = new Phone(61);
    Phone own = new Phone(62);
    enable(early, "duty phone", shared.token());
    eventually(() -> shared.pushes() == 1);
    enable(early, "duty phone again", shared.token());
    enable(early, "own", own.token());
    eventually(() -> shared.pushes() == 2 && own.pushes() == 1);

    StaffDesk.report(app, Map.of("urgency", "IMMEDIATE_DANGER", "area", "65000010"));
    eventually(() -> own.pushes() == 2 && shared.pushes() == 3);

    enable(late, "phone", shared.token());
    eventually(() -> shared.pushes() == 4);
    assertThat(staff.ask(early, "{ alertDevices { name } }").root().each("name"))
        .as("who brought it last has it")
        .containsExactly("own");
    StaffDesk.report(app, Map.of("urgency", "IMMEDIATE_DANGER", "area", "65000010"));
    eventually(() -> own.pushes() == 3 && shared.pushes() == 5);

    disable(late, "phone");
    StaffDesk.report(app, Map.of("urgency", "IMMEDIATE_DANGER", "area", "65000010"));
    eventually(() -> own.pushes() == 4);
    assertThat(shared.pushes()).isEqualTo(5);
  }

  @Test
  void keepsOneMembersDevicesFromAnother() {
    String mine = provider.token("w4", "tpe", "INTAKE_WORKER");
    String theirs = provider.token("w5", "tpe", "INTAKE_WORKER");
    Phone phone = new Phone(31);
    enable(mine, "phone", phone.token());
    disable(theirs, "phone");
    assertThat(staff.ask(theirs, "{ alertDevices { name } }").root().size()).isZero();
    assertThat(staff.ask(mine, "{ alertDevices { name } }").root().each("name"))
        .containsExactly("phone");
  }

  /// B8: however a page writes a browser's subscription, it is one device, and belongs to the
  /// member who brought it last.
  @Test
  void takesABrowserInWhicheverSpelling() {
    String first = provider.token("w21", "tpe", "INTAKE_WORKER");
    String later = provider.token("w22", "tpe", "INTAKE_WORKER");
    // The example of RFC 8291, appendix A.
    String key =
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    String browser =
        "{\"endpoint\":\"https://push.example.org/staff\",\"keys\":"
            + "{\"p256dh\":\"%s\",\"auth\":\"BTBZMqHH6r4Tts7J_aSIgg%s\"}}";
    String standard =
        browser.formatted(key.replace('-', '+').replace('_', '/') + "=", "==").replace('_', '/');
    assertThat(enable(first, "browser", browser.formatted(key, "")).text("__typename"))
        .isEqualTo("AlertsChanged");
    assertThat(enable(later, "laptop", standard).text("__typename")).isEqualTo("AlertsChanged");
    assertThat(staff.ask(first, "{ alertDevices { name } }").root().size()).isZero();
    assertThat(staff.ask(later, "{ alertDevices { name } }").root().each("name"))
        .containsExactly("laptop");
  }

  @Test
  void refusesWhatCannotBeADevice() {
    String worker = provider.token("w6", "tpe", "INTAKE_WORKER");
    String token = FcmStandIn.token(41);
    assertThat(enable(worker, " ", token).text("code")).isEqualTo("EMPTY");
    assertThat(enable(worker, "a".repeat(41), token).text("code")).isEqualTo("TOO_LONG");
    assertThat(enable(worker, "a\u0001", token).text("code")).isEqualTo("INVALID_TEXT");
    for (String wrong :
        List.of("", "x", "a".repeat(5000), "{\"endpoint\":\"https://10.0.0.1/\"}")) {
      Answer refused = enable(worker, "phone", wrong);
      assertThat(refused.text("code")).isEqualTo("INVALID");
      assertThat(refused.text("field")).isEqualTo("token");
    }
    for (int i = 0; i < 5; i++) {
      assertThat(enable(worker, "a".repeat(40 - i), token).text("__typename"))
          .isEqualTo("AlertsChanged");
    }
    assertThat(enable(worker, "sixth", token).text("code")).isEqualTo("TOO_LONG");
    assertThat(enable(worker, "a".repeat(40), token).text("__typename"))
        .as("one of the five, brought again")
        .isEqualTo("AlertsChanged");
  }

  @Test
  void startsTheClocksOfTheLawForWhatAWorkerGradesACaseAs() {
    StaffDesk desk = new StaffDesk(staff, app, provider.token("w8", "tpe", "INTAKE_WORKER"));
    StaffDesk.report(app, Map.of("area", "63000080", "topic", "OTHER"));
    String id = desk.only(Map.of("area", "63000080"));
    desk.step("triageCase", id, Map.of("level", "URGENT", "category", "PROTECTION"));
    assertThat(clocks(desk, id)).contains("PROTECTION false").doesNotContain("VISIT false");
    desk.step("triageCase", id, Map.of("level", "URGENT", "category", "VULNERABLE_FAMILY"));
    assertThat(clocks(desk, id)).contains("PROTECTION false", "VISIT false", "INQUIRY false");
    desk.step("referCase", id, Map.of("resources", List.of("tw.hotline.113")));
    assertThat(clocks(desk, id)).contains("PROTECTION true", "VISIT false");
    desk.step("referCase", id, Map.of("resources", List.of(), "neighbour", "VULNERABLE_FAMILY"));
    assertThat(clocks(desk, id))
        .as("nobody receives it here, so nobody has it yet")
        .contains("PROTECTION true", "VISIT false", "INQUIRY false");
    staff.ask(
        desk.token(),
        "mutation ($id: ID!) { recordHandover(input: {id: $id, state: DELIVERED}) { __typename } }",
        Map.of("id", desk.look(id, "handovers { id }").root().text("handovers", 0, "id")));
    assertThat(clocks(desk, id)).contains("PROTECTION true", "VISIT true", "INQUIRY true");
  }

  private List<String> clocks(StaffDesk desk, String id) {
    Answer clocks =
        staff
            .ask(
                desk.token(),
                "query ($id: ID!) { caseClocks(case: $id) { kind met } }",
                Map.of("id", id))
            .root();
    return IntStream.range(0, clocks.size())
        .mapToObj(i -> clocks.text(i, "kind") + " " + clocks.text(i, "met"))
        .toList();
  }

  @Test
  void leavesNoTokenWhereStaffCanRead() throws SQLException {
    String worker = provider.token("w7", "tpe", "INTAKE_WORKER");
    Phone phone = new Phone(51);
    ownerSql.run("revoke insert, update on vault.device from shouwang_vault");
    try {
      enable(worker, "phone", phone.token());
      assertThat(number("select count(*) from outbox.vault where change = 'STORE_OF_STAFF'"))
          .isPositive();
      assertThat(
              number(
                  "select count(*) from outbox.vault where position('%s'::bytea in token) > 0"
                      .formatted(phone.token())))
          .as("it waits sealed")
          .isZero();
    } finally {
      ownerSql.run("grant insert, update on vault.device to shouwang_vault");
    }
    eventually(() -> phone.pushes() == 1);
  }

  /// A device that counts its pushes.
  private final class Phone {

    private final String token;

    Phone(long number) {
      this.token = FcmStandIn.token(number);
    }

    String token() {
      return token;
    }

    long pushes() {
      return google.accepted().stream()
          .filter(message -> message.toString().contains(token))
          .count();
    }
  }

  private Answer enable(String member, String device, String token) {
    return change("enableAlerts", member, Map.of("device", device, "token", token));
  }

  private Answer disable(String member, String device) {
    return change("disableAlerts", member, Map.of("device", device));
  }

  private Answer change(String mutation, String member, Map<String, String> input) {
    String type = mutation.equals("enableAlerts") ? "EnableAlertsInput" : "DisableAlertsInput";
    return staff
        .ask(
            member,
            "mutation ($input: " + type + "!) { " + mutation + "(input: $input) " + DEVICES + " }",
            Map.of("input", input))
        .root();
  }

  private List<String> missed(String member) {
    Answer clocks = staff.ask(member, "{ missedClocks { case kind } }").root();
    return IntStream.range(0, clocks.size())
        .mapToObj(i -> clocks.text(i, "case") + " " + clocks.text(i, "kind"))
        .toList();
  }

  private static String withoutToken(String body) {
    return body.replaceAll("\"token\" *: *\"[^\"]*\"", "");
  }

  private void itIsTimeToLookAt(String id) throws SQLException {
    ownerSql.run(
        "update intake.case_clock set next_at = now() where kind = 'DANGER' and case_id = '%s'"
            .formatted(id));
  }

  private boolean clock(String id, String what) {
    return "t".equals(query("select (%s)::text::char from intake.case_clock".formatted(what), id));
  }

  private String query(String select, String id) {
    return first(select + " where kind = 'DANGER' and case_id = '" + id + "'");
  }

  private long number(String sql) {
    return Long.parseLong(first(sql));
  }

  private String first(String sql) {
    try (Connection connection = owner.open().orElseThrow();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void eventually(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(40).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      LockSupport.parkNanos(20_000_000);
    }
  }
}
