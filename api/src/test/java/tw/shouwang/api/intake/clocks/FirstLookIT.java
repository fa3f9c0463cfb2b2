package tw.shouwang.api.intake.clocks;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.cases.Forms;
import tw.shouwang.api.cases.desk.DeskCase;
import tw.shouwang.api.cases.desk.Finding;
import tw.shouwang.api.cases.desk.FirstLook;
import tw.shouwang.api.cases.desk.InboxCounts;
import tw.shouwang.api.cases.desk.InboxPosition;
import tw.shouwang.api.cases.desk.InboxQueries;
import tw.shouwang.api.cases.desk.InboxQuery;
import tw.shouwang.api.cases.desk.UnattendedDesk;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.envelope.ReceiptHash;
import tw.shouwang.api.cases.envelope.SealingClient;
import tw.shouwang.api.cases.notes.NoteLook;
import tw.shouwang.api.cases.records.SealedState;
import tw.shouwang.api.cases.sealing.CentreKeyring;
import tw.shouwang.api.cases.sites.SiteCodes;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.database.OwnerConnections;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.intake.audit.AuditTrail;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.IdentityProvider;
import tw.shouwang.api.testing.StaffClient;
import tw.shouwang.foundation.TaiwanTime;

/// What a machine of the centre's finds as things arrive, before any worker.
@MicronautTest(transactional = false)
class FirstLookIT implements EmbeddedTest {

  @Inject AppClient app;
  @Inject StaffClient staff;
  @Inject FirstLook look;
  @Inject NoteLook notes;
  @Inject CaseClocks clocks;
  @Inject CaseCourse course;
  @Inject Directory directory;
  @Inject InboxQueries inbox;
  @Inject AuditTrail trail;
  @Inject UnattendedDesk desk;
  @Inject OwnerConnections owner;
  @Inject ReceiptHash hash;
  @Inject CentreKeyring keyring;
  @Inject SiteCodes posters;
  @Inject MeterRegistry metrics;

  private final IdentityProvider provider = IdentityProvider.start();
  private Instant now = Instant.now();
  private FirstLookJob job;

  @Override
  public Map<String, String> moreProperties() {
    return provider.settings();
  }

  @AfterAll
  void stop() {
    provider.close();
  }

  @BeforeEach
  void begin() {
    job = new FirstLookJob(look, notes, course, directory, trail, () -> now);
  }

  private void look(int minutesLater) {
    now = now.plusSeconds(minutesLater * 60L);
    job.look();
  }

  /// What is no danger is written at the next full ten minutes, and not before.
  @Test
  void writesWhatIsNoDangerAtTheNextTenMinutes() throws Exception {
    UUID id = submit("三樓的阿嬤好幾天沒有出門了", "ROUTINE");
    look(0);
    assertThat(one("sealed_state", id)).isEqualTo("UNSEEN");
    look(10);
    assertThat(one("sealed_state", id)).isEqualTo("READABLE");
    assertThat(one("status", id)).isEqualTo("RECEIVED");
    assertThat(one("opened_on is null", id)).as("counts as read by nobody").isEqualTo("t");
    assertThat(one("duplicate_tag is null", id)).isEqualTo("t");
    assertThat(events(id)).doesNotContain("SEEN");
  }

  /// What sounds like danger is marked and told at once, in a form or in a message.
  @Test
  void tellsOfDangerAtOnce() throws Exception {
    UUID form = submit("救命，他拿刀要殺我，現在就在門口", "ROUTINE");
    look(0);
    assertThat(one("danger_heard", form)).isEqualTo("t");
    assertThat(one("urgency_rank", form)).isEqualTo("0");
    assertThat(alarmed(form)).isTrue();

    Receipt receipt = Forms.receipt();
    UUID calm = submit(receipt, "想問托育補助", "ROUTINE");
    look(10);
    assertThat(alarmed(calm)).isFalse();
    app.input("AddMessage", Forms.message(receipt, "m-1", "救命，他拿刀要殺我，現在就在門口"));
    look(0);
    assertThat(one("danger_heard", calm)).isEqualTo("t");
    assertThat(alarmed(calm)).isTrue();
    assertThat(desk.triage(calm)).isTrue();
    assertThat(one("danger_heard", calm)).as("until somebody grades it").isEqualTo("f");
  }

  /// Danger in many cases is written together: each is marked, has its clock and its line in the
  /// trail, and their centre hears once. What somebody holds keeps none of the others waiting.
  @Test
  void writesDangerTogether() throws Exception {
    long lines = Long.parseLong(value("select count(*) from intake.audit_entry"));
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(submit("救命，他拿刀要殺我，現在就在門口", "ROUTINE"));
    }
    try (Connection worker = owner.open().orElseThrow();
        Statement statement = worker.createStatement()) {
      worker.setAutoCommit(false);
      ids.add(held(worker, statement));
      look(0);
      assertThat(one("danger_heard", ids.getLast())).isEqualTo("f");
      worker.rollback();
    }
    for (UUID id : ids.subList(0, 5)) {
      assertThat(one("danger_heard", id)).isEqualTo("t");
      assertThat(lookedAt(id)).isEqualTo("t");
      assertThat(one("version", id)).as("a worker looks again").isEqualTo("1");
      assertThat(alarmed(id)).isTrue();
      assertThat(
              value(
                  "select count(*) from intake.audit_entry where action = 'LOOKED_AT' and case_id ="
                      + " '"
                      + id
                      + "'"))
          .isEqualTo("1");
    }
    look(0);
    assertThat(one("danger_heard", ids.getLast())).isEqualTo("t");
    assertThat(Long.parseLong(value("select count(*) from intake.audit_entry")))
        .isGreaterThanOrEqualTo(lines + 6);
    assertThat(trail.page("tpe", Long.MAX_VALUE, 6)).hasSize(6);
  }

  /// A report of danger that somebody holds before anybody has looked at it: the node looks by
  /// itself, too, every few seconds.
  private UUID held(Connection worker, Statement statement) throws Exception {
    for (int tries = 0; tries < 20; tries++) {
      UUID id = submit("救命，他拿刀要殺我，現在就在門口", "ROUTINE");
      statement.execute("select from cases.case_file where id = '" + id + "' for update");
      if (one("danger_heard", id).equals("f")) {
        return id;
      }
      worker.rollback();
    }
    throw new AssertionError("whatever came was looked at first");
  }

  /// A report of danger that was changed before the node had looked at it.
  private UUID changedInClear() throws Exception {
    for (int tries = 0; tries < 20; tries++) {
      UUID id = submit("三樓的阿嬤好幾天沒有出門了", "IMMEDIATE_DANGER");
      String changed =
          value(
              "with changed as (update cases.case_file set urgency = 'ROUTINE', area = '63000040'"
                  + " where id = '"
                  + id
                  + "' and exists (select from cases.entry where case_id = case_file.id and not"
                  + " looked_at) returning id) select count(*) from changed");
      if (changed.equals("1")) {
        return id;
      }
    }
    throw new AssertionError("whatever came was looked at first");
  }

  /// Rule 11 and scenario 13: who writes the database makes danger look like routine, and the
  /// graver counts.
  @Test
  void noticesWhatWasChangedInClear() throws Exception {
    UUID id = changedInClear();
    look(0);
    assertThat(one("danger_heard", id)).isEqualTo("t");
    assertThat(one("urgency_rank", id)).isEqualTo("0");
    assertThat(alarmed(id)).isTrue();
  }

  /// Rule 20, scenarios 14 and 15: a key that does not open, or is not the one the case is bound
  /// to.
  @Test
  void tellsTheSenderThatNobodyCanOpenIt() throws Exception {
    UUID garbage = submit("三樓的阿嬤好幾天沒有出門了", "IMMEDIATE_DANGER");
    execute(
        "update cases.centre_wrap set wrap = set_byte(wrap, 40, get_byte(wrap, 40) # 1) where"
            + " case_id = '"
            + garbage
            + "'");
    UUID other = submit("三樓的阿嬤好幾天沒有出門了", "ROUTINE");
    execute(
        "update cases.case_file set key_commitment = sha256(key_commitment) where id = '"
            + other
            + "'");
    look(0);
    look(10);
    for (UUID id : List.of(garbage, other)) {
      assertThat(one("sealed_state", id)).isEqualTo("WRAP_UNREADABLE");
      assertThat(events(id)).contains("UNREADABLE");
      assertThat(one("urgency_rank >= 3", id)).as("after everything that opens").isEqualTo("t");
    }
    assertThat(one("urgency_rank", garbage)).as("danger first among them").isEqualTo("3");
    look(10);
    assertThat(events(garbage).split("UNREADABLE", -1)).as("once").hasSize(2);
    clocks.startNew();
    execute(
        "update intake.case_clock set due_at = now() - interval '1 hour', next_at = now() -"
            + " interval '2 hours' where case_id = '"
            + garbage
            + "'");
    clocks.lookAtDue();
    clocks.lookAtDue();
    assertThat(
            value(
                "select count(*) from intake.case_clock where missed and case_id = '"
                    + garbage
                    + "'"))
        .as("no deadline of staff's")
        .isEqualTo("0");
    assertThat(events(garbage)).doesNotContain("OVERDUE");
    assertThat(desk.close(garbage, null)).isTrue();
  }

  /// Scenario 17: the form does not open, the case goes on.
  @Test
  void tellsAFormThatDoesNotOpenFromAKeyThatDoesNot() throws Exception {
    UUID id = submit("三樓的阿嬤好幾天沒有出門了", "ROUTINE");
    execute(
        "update cases.entry set sealed = decode(repeat('00', 4124), 'hex') where case_id = '"
            + id
            + "'");
    look(0);
    look(10);
    assertThat(one("sealed_state", id)).isEqualTo("FORM_UNREADABLE");
    assertThat(events(id)).doesNotContain("UNREADABLE");
    assertThat(desk.reply(id, "請再說一次")).isTrue();
  }

  /// Rule 22 and scenario 16: a flood of what nobody can open stands below everything that somebody
  /// can.
  @Test
  void keepsAFloodOfGarbageUnderWhatOpens() throws Exception {
    List<UUID> real = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Receipt receipt = Forms.receipt();
      Map<String, Object> form = Forms.concern(receipt, "ROUTINE");
      form.put("area", "65000010");
      app.input("SubmitConcern", form);
      real.add(id(receipt));
    }
    InboxCounts before = inbox.counts("ntpc", "-");
    execute(
        """
        insert into cases.case_file (id, binding, form, topic, other_topics, indicators, urgency,
          area, sender_group, centre, status, received_at, due_at, erase_on, sealed_state)
        select gen_random_uuid(), sha256(gen_random_uuid()::text::bytea), 'CONCERN', 'OTHER', '{}',
          '{}', 'IMMEDIATE_DANGER', '65000010', 'PRIVATE', 'ntpc', 'RECEIVED', now(),
          now() - interval '1 day', '2030-01-01', 'WRAP_UNREADABLE'
        from generate_series(1, 5000)
        """);
    InboxQuery all =
        new InboxQuery(
            "ntpc",
            Set.of(),
            Set.of(),
            Set.of(),
            "",
            InboxQuery.Claim.ANY,
            "-",
            false,
            null,
            null,
            null,
            null);
    List<UUID> first = new ArrayList<>();
    inbox.page(all, InboxPosition.START, 100).forEach(each -> first.add(each.id()));
    assertThat(first.indexOf(real.getLast())).isNotNegative();
    assertThat(first.subList(0, 5)).containsExactlyInAnyOrderElementsOf(real);
    List<DeskCase> page = inbox.page(all, InboxPosition.START, 7);
    assertThat(inbox.page(all, InboxPosition.of(page.getLast()), 10)).hasSize(10);
    InboxCounts after = inbox.counts("ntpc", "-");
    assertThat(after.total()).isEqualTo(before.total());
    assertThat(after.overdue()).isEqualTo(before.overdue());
    assertThat(after.immediateDanger()).isEqualTo(before.immediateDanger());
    assertThat(after.unreadable()).isEqualTo(before.unreadable() + 5_000);
    clocks.startNew();
    assertThat(
            value(
                "select count(*) from intake.case_clock join cases.case_file on id = case_id where"
                    + " sealed_state = 'WRAP_UNREADABLE' and area = '65000010'"))
        .isEqualTo("0");
    List<Map<String, Object>> garbage = new ArrayList<>();
    inbox
        .page(all, InboxPosition.START, 205)
        .subList(5, 205)
        .forEach(each ->
            garbage.add(Map.of("id", each.id().toString(), "expectedVersion", each.version())));
    AppClient.Answer closed =
        staff.ask(
            provider.token("w1", "ntpc", "INTAKE_WORKER"),
            "mutation ($input: CloseCasesInput!) { closeCases(input: $input) { ... on CasesClosed {"
                + " closed { id } } } }",
            Map.of("input", Map.of("cases", garbage, "outcome", "MISTAKEN")));
    assertThat(closed.root().at("closed").size()).as("closed together").isEqualTo(200);
    assertThat(inbox.counts("ntpc", "-").unreadable()).isEqualTo(after.unreadable() - 200);
    assertThat(inbox.counts("ntpc", "-").total()).isEqualTo(before.total());
    execute(
        "delete from cases.case_file where sealed_state = 'WRAP_UNREADABLE' and area = '65000010'");
  }

  /// Rule 19: a case that a worker holds at that moment is written in the next run, and keeps none
  /// of the others waiting.
  @Test
  void writesEverythingButWhatSomebodyHolds() throws Exception {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(submit("三樓的阿嬤好幾天沒有出門了", "ROUTINE"));
    }
    look(0);
    try (Connection worker = owner.open().orElseThrow();
        Statement statement = worker.createStatement()) {
      worker.setAutoCommit(false);
      statement.execute(
          "select from cases.case_file where id = '" + ids.getFirst() + "' for update");
      look(10);
      worker.rollback();
    }
    assertThat(one("sealed_state", ids.getFirst())).isEqualTo("UNSEEN");
    for (UUID id : ids.subList(1, 5)) {
      assertThat(one("sealed_state", id)).isEqualTo("READABLE");
    }
    look(0);
    assertThat(one("sealed_state", ids.getFirst())).isEqualTo("READABLE");
    assertThat(lookedAt(ids.getFirst())).isEqualTo("t");
  }

  /// F15: danger that somebody held at first is written before all that has become due meanwhile.
  @Test
  void writesDangerFirst() {
    UUID first = new UUID(0, 1);
    UUID second = new UUID(0, 2);
    UUID last = new UUID(0, 3);
    assertThat(
            Stream.of(
                    finding(second, false, List.of()),
                    finding(first, false, List.of("topic")),
                    finding(last, true, List.of()))
                .sorted(FirstLookJob.IN_TURN)
                .map(Finding::entryId))
        .containsExactly(last, first, second);
    assertThat(
            Stream.of(finding(first, false, List.of()), finding(last, false, List.of("exercise")))
                .min(FirstLookJob.IN_TURN)
                .map(Finding::entryId))
        .as("what was made an exercise")
        .contains(last);
  }

  private static Finding finding(UUID entry, boolean danger, List<String> differing) {
    return new Finding(
        entry, entry, "tpe", SealedState.READABLE, danger, differing, false, null, null);
  }

  /// Rule 18: arrivals are read together, and one that cannot be read hides no other.
  @Test
  void looksAtTheOthersWhereOneCannotBeRead() throws Exception {
    UUID strange = submit("想問托育補助", "ROUTINE");
    execute(
        "update cases.case_file set topic = 'FROM_A_NEWER_VERSION' where id = '" + strange + "'");
    try {
      UUID danger = submit("救命，他拿刀要殺我，現在就在門口", "ROUTINE");
      look(0);
      assertThat(one("danger_heard", danger)).isEqualTo("t");
      assertThat(lookedAt(strange)).isEqualTo("f");
    } finally {
      execute("update cases.case_file set topic = 'OTHER' where id = '" + strange + "'");
    }
  }

  /// Rule 19 and scenario 9: a wrap for a generation that had ended long before is opened, and
  /// reported.
  @Test
  void reportsACaseThatWasSealedForAnEndedGeneration() throws Exception {
    UUID id = submit("想問托育補助", "ROUTINE");
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    Logger log = (Logger) LoggerFactory.getLogger(FirstLook.class);
    lines.start();
    log.addAppender(lines);
    String ended =
        "update cases.centre_keyset set valid_until = (now() at time zone 'Asia/Taipei')::date - 3";
    String was = value("select max(valid_until) from cases.centre_keyset");
    execute(ended);
    try {
      look(0);
      look(10);
    } finally {
      log.detachAppender(lines);
      execute("update cases.centre_keyset set valid_until = '" + was + "'");
    }
    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .anyMatch(line -> line.contains("which ended on") && line.contains("centre tpe"));
    assertThat(one("sealed_state", id)).isEqualTo("READABLE");
  }

  /// A client made both lists, so a difference accuses nobody of changing the database.
  @Test
  void accusesNobodyWhereAClientHasSealed() throws Exception {
    SealingClient client =
        new SealingClient(keyring.newest("tpe").orElseThrow(), Forms.receipt(), "想問托育補助");
    Map<String, Object> input = client.input();
    input.put("topic", "ECONOMIC");
    assertThat(app.input("SubmitSealed", input).root().text("__typename"))
        .isEqualTo("SealedCaseReceived");
    List<String> lines =
        logged(() -> {
          look(0);
          look(10);
        });
    assertThat(lines)
        .anyMatch(line -> line.contains("[topic]") && line.contains("app is faulty"))
        .noneMatch(line -> line.contains("[topic]; somebody has changed"));
  }

  /// Rule 19 and scenario 27: nobody has checked the poster's code that a client sealed before. The
  /// report is kept, and a worker sees whether it fits, and not the code.
  @Test
  void checksThePosterThatAClientHasSealed() throws Exception {
    LocalDate today = LocalDate.now(TaiwanTime.ZONE);
    String revoked = poster("63000030", null);
    posters.revoke("tpe", revoked);
    Map<String, String> codes =
        Map.of(
            poster("63000030", null),
            "KNOWN",
            "0000000000000000",
            "UNKNOWN",
            revoked,
            "UNKNOWN",
            poster("63000040", null),
            "ELSEWHERE",
            poster("63000030", today),
            "EXERCISE");
    Map<UUID, String> expected = new HashMap<>();
    for (Map.Entry<String, String> code : codes.entrySet()) {
      Receipt receipt = Forms.receipt();
      SealingClient client =
          new SealingClient(keyring.newest("tpe").orElseThrow(), receipt, "想問托育補助")
              .with("site", code.getKey());
      assertThat(app.input("SubmitSealed", client.input()).root().text("__typename"))
          .isEqualTo("SealedCaseReceived");
      expected.put(id(receipt), code.getValue());
    }
    double unknown = strange("unknown");
    double elsewhere = strange("elsewhere");
    assertThat(logged(() -> look(0))).as("no line tells when it came").isEmpty();
    assertThat(strange("unknown")).isEqualTo(unknown);
    assertThat(logged(() -> look(10))).isEmpty();
    assertThat(strange("unknown")).isEqualTo(unknown + 2);
    assertThat(strange("elsewhere")).isEqualTo(elsewhere + 1);
    expected.forEach((id, state) ->
        assertThat(
                staff
                    .ask(
                        provider.token("w1", "tpe", "INTAKE_WORKER"),
                        "query ($id: ID!) { staffCase(id: $id) { sealed { poster } } }",
                        Map.of("id", id.toString()))
                    .root()
                    .text("sealed", "poster"))
            .isEqualTo(state));
  }

  /// Rule 19: what comes with one poster is counted where its code is first read, whichever way it
  /// came, and an exercise is not.
  @Test
  void marksWhatComesFromOnePosterBeyondTheUsual() throws Exception {
    String code = poster("63000030", null);
    String drill = poster("63000030", LocalDate.now(TaiwanTime.ZONE));
    List<UUID> ids = new ArrayList<>();
    List<UUID> drills = new ArrayList<>();
    for (int i = 0; i < 22; i++) {
      ids.add(sealedWith(code));
      drills.add(sealedWith(drill));
    }
    // All come from one address too, which is counted when they are stored.
    execute("update cases.case_file set surge = false");
    look(0);
    look(10);
    assertThat(surge(ids)).as("beyond twenty a day").isEqualTo(2);
    assertThat(surge(drills)).isZero();
  }

  private long surge(List<UUID> ids) throws Exception {
    long marked = 0;
    for (UUID id : ids) {
      marked += one("surge", id).equals("t") ? 1 : 0;
    }
    return marked;
  }

  private UUID sealedWith(String code) throws Exception {
    Receipt receipt = Forms.receipt();
    SealingClient client =
        new SealingClient(keyring.newest("tpe").orElseThrow(), receipt, "想問托育補助")
            .with("site", code);
    assertThat(app.input("SubmitSealed", client.input()).root().text("__typename"))
        .isEqualTo("SealedCaseReceived");
    return id(receipt);
  }

  private double strange(String poster) {
    return metrics.counter("shouwang.cases.strange.posters", "poster", poster).count();
  }

  private String poster(String area, @Nullable LocalDate exerciseUntil) {
    return posters
        .issue(
            "tpe",
            "CLINIC",
            directory.area(area).orElseThrow(),
            "安心診所",
            "Anxin Clinic",
            1,
            exerciseUntil)
        .getFirst()
        .code();
  }

  private static List<String> logged(Runnable work) {
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    Logger log = (Logger) LoggerFactory.getLogger(FirstLook.class);
    lines.start();
    log.addAppender(lines);
    try {
      work.run();
    } finally {
      log.detachAppender(lines);
    }
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private UUID submit(String words, String urgency) throws Exception {
    return submit(Forms.receipt(), words, urgency);
  }

  private UUID submit(Receipt receipt, String words, String urgency) throws Exception {
    Map<String, Object> form = Forms.concern(receipt, urgency);
    form.put("words", words);
    app.input("SubmitConcern", form);
    return id(receipt);
  }

  private UUID id(Receipt receipt) throws Exception {
    return UUID.fromString(
        value(
            "select case_id from cases.receipt_hash where encode(hash, 'hex') = '"
                + HexFormat.of().formatHex(hash.of(receipt))
                + "'"));
  }

  private boolean alarmed(UUID id) throws Exception {
    return value(
            "select exists (select from intake.case_clock where kind = 'DANGER' and case_id = '"
                + id
                + "')")
        .equals("t");
  }

  private String lookedAt(UUID id) throws Exception {
    return value("select looked_at from cases.entry where case_id = '" + id + "'");
  }

  private String one(String column, UUID id) throws Exception {
    return value("select " + column + " from cases.case_file where id = '" + id + "'");
  }

  private String events(UUID id) throws Exception {
    return value(
        "select string_agg(kind, ',') from cases.timeline_event where case_id = '" + id + "'");
  }

  private String value(String sql) throws Exception {
    try (Connection connection = owner.open().orElseThrow();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private void execute(String sql) throws Exception {
    try (Connection connection = owner.open().orElseThrow();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
