package tw.shouwang.api.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Base64;
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
import tw.shouwang.foundation.TaiwanTime;

/// Calls to senders (dispatch centre's row 4): what came of them, the next time, and when that is
/// safe.
@MicronautTest(transactional = false)
class CallsIT implements EmbeddedTest {

  private static final String AREA = "63000080";
  private static final String SAFE =
      "sealed { safeToContact safeTimes { days periods { from to } by mayLeaveMessage unclear } }";

  private final IdentityProvider provider = IdentityProvider.start();
  private StaffDesk worker;
  private StaffDesk colleague;
  private StaffDesk elsewhere;

  @Inject StaffClient staff;
  @Inject AppClient app;
  @Inject OwnerSql owner;

  @Inject
  @Client("/")
  HttpClient http;

  @SuppressWarnings("NullAway.Init")
  CallsIT() {}

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
  void callsAgainWhenItIsSafe() throws SQLException {
    String id =
        asked(
            Map.of(
                "days", List.of(6, 7, 7),
                "periods", List.of(Map.of("from", "9:00", "to", "12:00")),
                "by", List.of("PHONE"),
                "mayLeaveMessage", false));
    Answer safe = worker.look(id, SAFE).root().at("sealed", "safeTimes");
    assertThat(safe.at("days").size()).as("each day once").isEqualTo(2);
    assertThat(safe.text("days", 0)).isEqualTo("6");
    assertThat(safe.text("days", 1)).isEqualTo("7");
    assertThat(safe.text("periods", 0, "from")).isEqualTo("09:00");
    assertThat(safe.text("periods", 0, "to")).isEqualTo("12:00");
    assertThat(safe.text("by", 0)).isEqualTo("PHONE");
    assertThat(safe.text("mayLeaveMessage")).isEqualTo("false");
    assertThat(safe.text("unclear")).isEqualTo("false");
    worker.step("claimCase", id, Map.of());

    ZonedDateTime saturday =
        ZonedDateTime.now(TaiwanTime.ZONE)
            .with(TemporalAdjusters.next(DayOfWeek.SATURDAY))
            .truncatedTo(ChronoUnit.DAYS);
    assertThat(call(worker, id, "NOT_REACHED", saturday.plusHours(13).toInstant()).text("code"))
        .isEqualTo("NOT_A_SAFE_TIME");
    assertThat(call(worker, id, "NOT_REACHED", saturday.minusHours(14).toInstant()).text("field"))
        .as("a Friday")
        .isEqualTo("nextAt");
    for (String language : List.of("zh-TW", "en", "vi", "id", "th", "fil")) {
      Instant unsafe = saturday.plusHours(13).toInstant();
      String refused = refusal(id, unsafe, language);
      if (refused.contains("VERSION_CONFLICT")) {
        // The first look at what the sender wrote came in between.
        refused = refusal(id, unsafe, language);
      }
      assertThat(refused).contains("NOT_A_SAFE_TIME").doesNotContain("09:00");
    }
    Instant next = saturday.plusHours(10).toInstant();
    Answer planned = call(worker, id, "MESSAGE_LEFT", next);
    assertThat(planned.at("warnings").size()).as("no message was to be left").isEqualTo(1);

    Answer read = worker.look(id, "nextCallAt callAttempts { by means outcome } noteCount").root();
    assertThat(Instant.parse(offset(read.text("nextCallAt")))).isEqualTo(next);
    assertThat(read.text("callAttempts", 0, "by")).isEqualTo("Worker w1");
    assertThat(read.text("callAttempts", 0, "outcome")).isEqualTo("MESSAGE_LEFT");
    assertThat(owner.ask("select call_at from intake.planned_call where case_id = '" + id + "'"))
        .isNotEqualTo("null");
    String rows =
        owner.ask(
            "select (planned_call)::text from intake.planned_call where case_id = '" + id + "'");
    assertThat(rows).doesNotContain("12:00-").doesNotContain("periods");

    assertThat(call(worker, id, "REACHED", null).text("__typename")).isEqualTo("CaseChanged");
    assertThat(worker.look(id, "nextCallAt").root().at("nextCallAt").isNull()).isTrue();
    assertThat(
            owner.ask(
                "select string_agg(action, ' ' order by number) from intake.audit_entry where"
                    + " action = 'CALLED_BACK' and case_id = '"
                    + id
                    + "'"))
        .isEqualTo("CALLED_BACK CALLED_BACK");
  }

  /// B1, B2: nothing optional ever costs a report.
  @Test
  void takesARequestWhoseSafeTimesCannotBeMadeOut() {
    Map<String, ?> garbage =
        Map.of(
            "days", List.of(0, 3, 99),
            "periods",
                List.of(
                    Map.of("from", "morning", "to", "noon"),
                    Map.of("from", "18:00", "to", "20:00")));
    Receipt receipt = Receipt.random(new SecureRandom());
    Answer received = ask(receipt, garbage);
    assertThat(received.text("__typename")).isEqualTo("CaseReceived");
    assertThat(received.text("notices", 0)).contains("安全聯絡時間");
    assertThat(ask(receipt, garbage).text("__typename")).as("a retry").isEqualTo("CaseReceived");
    assertThat(ask(receipt, Map.of("days", List.of(4))).text("code"))
        .as("another form")
        .isEqualTo("RECEIPT_ALREADY_USED");
    String id = worker.only(Map.of("area", AREA));
    Answer safe = worker.look(id, SAFE).root().at("sealed", "safeTimes");
    assertThat(safe.text("unclear")).isEqualTo("true");
    assertThat(safe.text("days", 0)).isEqualTo("3");
    assertThat(safe.at("periods").size()).isEqualTo(1);
    ZonedDateTime wednesday =
        ZonedDateTime.now(TaiwanTime.ZONE)
            .with(TemporalAdjusters.next(DayOfWeek.WEDNESDAY))
            .truncatedTo(ChronoUnit.DAYS);
    assertThat(call(worker, id, null, wednesday.plusHours(19).toInstant()).at("warnings").size())
        .as("a warning that some could not be made out")
        .isEqualTo(1);
  }

  @Test
  void refusesWhatIsNoPlan() {
    String id = asked(null);
    Instant soon = Instant.now().plusSeconds(3_600);
    assertThat(call(worker, id, null, null).text("code")).isEqualTo("EMPTY");
    assertThat(call(worker, id, null, Instant.now().minusSeconds(60)).text("field"))
        .isEqualTo("nextAt");
    assertThat(call(worker, id, null, soon.plus(61, ChronoUnit.DAYS)).text("code"))
        .isEqualTo("INVALID");
    assertThat(call(worker, id, "GIVEN_UP", soon).text("code")).isEqualTo("INVALID");
    assertThat(call(worker, id, null, soon).at("warnings").size())
        .as("nobody knows which times are safe")
        .isEqualTo(1);
    colleague.step("claimCase", id, Map.of());
    assertThat(call(worker, id, null, soon).text("code")).isEqualTo("CLAIMED_BY_ANOTHER");
    Answer foreign = elsewhere.step("recordCall", id, 0, Map.of("outcome", "REACHED"));
    assertThat(foreign.text("code")).isEqualTo("UNKNOWN_CASE");
    assertThat(foreign.json())
        .isEqualTo(
            elsewhere
                .step("recordCall", UUID.randomUUID().toString(), 0, Map.of("outcome", "REACHED"))
                .json());
  }

  @Test
  void listsWhatIsDueAndEndsItWithTheCase() throws SQLException {
    String mine = asked(null);
    String other = asked(null);
    worker.step("claimCase", mine, Map.of());
    call(worker, mine, null, Instant.now().plusSeconds(60));
    call(worker, other, null, Instant.now().plusSeconds(120));
    Instant until = Instant.now().plusSeconds(600);
    assertThat(planned(worker, Map.of("until", until.toString())).at("nodes").size()).isEqualTo(2);
    Answer first = planned(worker, Map.of("until", until.toString(), "first", 1));
    assertThat(first.text("totalCount")).isEqualTo("2");
    assertThat(first.text("nodes", 0, "case", "id")).isEqualTo(mine);
    assertThat(first.text("nodes", 0, "due")).isEqualTo("false");
    String cursor = first.text("pageInfo", "endCursor");
    Answer second = planned(worker, Map.of("until", until.toString(), "first", 1, "after", cursor));
    assertThat(second.text("nodes", 0, "case", "id")).isEqualTo(other);
    assertThat(second.text("pageInfo", "hasNextPage")).isEqualTo("false");
    assertThat(second.text("movedBefore")).isEqualTo("0");
    callAt(other, "now() + interval '10 seconds'");
    Answer anew = planned(worker, Map.of("until", until.toString(), "first", 1, "after", cursor));
    assertThat(anew.text("movedBefore")).as("B12: a call that is due sooner now").isEqualTo("1");
    callAt(other, "now() + interval '2 minutes'");
    assertThat(planned(worker, Map.of("until", until.toString(), "mine", true)).text("totalCount"))
        .isEqualTo("1");
    assertThat(planned(elsewhere, Map.of("until", until.toString())).text("totalCount"))
        .isEqualTo("0");
    String far = "+999999999-01-01T00:00:00Z " + mine + " ";
    for (String wrong :
        List.of("x", Base64.getUrlEncoder().encodeToString(far.getBytes(StandardCharsets.UTF_8)))) {
      assertThat(
              staff
                  .post(
                      worker.token(),
                      "query ($after: String) { plannedCalls(after: $after) { totalCount } }",
                      Map.of("after", wrong),
                      "en")
                  .body())
          .as(wrong)
          .contains("INVALID_CURSOR");
    }
    callAt(mine, "now() - interval '1 hour'");
    assertThat(
            worker
                .inbox(Map.of("claim", "MINE", "dueToday", true, "area", AREA), 10, null)
                .root()
                .at("nodes")
                .each("id"))
        .containsExactly(mine);

    worker.step("closeCase", mine, Map.of("outcome", "HELPED"));
    assertThat(planned(worker, Map.of("until", until.toString())).text("totalCount"))
        .isEqualTo("1");
    assertThat(call(worker, mine, null, until).text("code")).isEqualTo("WRONG_STATUS");
    assertThat(call(worker, mine, "REACHED", null).text("__typename")).isEqualTo("CaseChanged");
    worker.step("transferCase", other, Map.of("centre", "ntpc", "reason", "KNOWN_THERE"));
    assertThat(planned(worker, Map.of("until", until.toString())).text("totalCount"))
        .isEqualTo("0");
    owner.run("update cases.case_file set erased_on = current_date where id = '" + mine + "'");
    assertThat(
            owner.count("select count(*) from intake.call_attempt where case_id = '" + mine + "'"))
        .isZero();
  }

  /// Dispatch centre's row 4: whoever has a case calls the senders whose cases are merged into it.
  @Test
  void callsTheSenderOfAMergedCase() throws SQLException {
    String main = asked(null);
    String merged = asked(null);
    colleague.step(
        "recordCall", merged, Map.of("nextAt", Instant.now().plusSeconds(60).toString()));
    worker.step("claimCase", main, Map.of());
    Answer into =
        worker.step(
            "mergeCases",
            main,
            Map.of(
                "duplicates",
                List.of(Map.of("id", merged, "expectedVersion", worker.version(merged)))));
    assertThat(into.text("__typename")).isEqualTo("CaseChanged");
    assertThat(worker.look(merged, "claimedBy").root().text("claimedBy")).isEqualTo("Worker w1");
    assertThat(call(colleague, merged, "REACHED", null).text("code"))
        .isEqualTo("CLAIMED_BY_ANOTHER");
    Map<String, Object> mine =
        Map.of("mine", true, "until", Instant.now().plusSeconds(600).toString());
    assertThat(planned(worker, mine).text("nodes", 0, "case", "id")).isEqualTo(merged);
    assertThat(planned(colleague, mine).text("totalCount")).isEqualTo("0");
    callAt(merged, "now() - interval '1 hour'");
    assertThat(
            worker
                .inbox(Map.of("claim", "MINE", "dueToday", true, "area", AREA), 10, null)
                .root()
                .at("nodes")
                .each("id"))
        .containsExactly(main);
    worker.step("releaseCase", main, Map.of());
    assertThat(worker.look(merged, "claimedBy").root().at("claimedBy").isNull()).isTrue();
    colleague.step("claimCase", main, Map.of());
    worker.step("separateCase", merged, Map.of());
    assertThat(worker.look(merged, "mergedInto").root().text("mergedInto"))
        .as("it is the colleague's")
        .isEqualTo(main);
    colleague.step("separateCase", merged, Map.of());
    assertThat(worker.look(merged, "claimedBy").root().text("claimedBy")).isEqualTo("Worker w2");
  }

  /// What is safe is never in an export or at a neighbour.
  @Test
  void handsNoSafeTimesOn() {
    String id = asked(Map.of("days", List.of(3), "by", List.of("PHONE")));
    worker.step("claimCase", id, Map.of());
    for (String format : List.of("JSON", "CSV", "FHIR")) {
      String body = String.valueOf(export(id, format));
      assertThat(body).as(format).contains("救我").doesNotContain("days=3");
    }
  }

  private @Nullable String export(String id, String format) {
    String path =
        staff
            .ask(
                worker.token(),
                "mutation ($input: ExportCasesInput!) { exportCases(input: $input) { ... on"
                    + " ExportReady { path } } }",
                Map.of("input", Map.of("format", format, "id", id)))
            .root()
            .text("path");
    return http.toBlocking()
        .retrieve(HttpRequest.GET(path).bearerAuth(worker.token()).accept("*/*"));
  }

  /// The last 500 attempts of a case are kept, however often somebody tries.
  @Test
  void keepsNoAttemptsWithoutEnd() throws SQLException {
    String id = asked(null);
    assertThat(call(worker, id, "NOT_REACHED", null).text("__typename")).isEqualTo("CaseChanged");
    owner.run(
        """
        insert into intake.call_attempt
        select gen_random_uuid(), case_id, worker, worker_name, means, outcome,
          tried_at - number * interval '1 minute'
        from intake.call_attempt, generate_series(1, 520) as number
        where case_id = '%s'
        """
            .formatted(id));
    assertThat(call(worker, id, "REACHED", null).text("__typename")).isEqualTo("CaseChanged");
    String kept = "select count(*) from intake.call_attempt where case_id = '" + id + "'";
    assertThat(owner.count(kept)).isEqualTo(500);
    assertThat(owner.count(kept + " and outcome = 'REACHED'")).isEqualTo(1);
  }

  private String asked(@Nullable Map<String, ?> safe) {
    Receipt receipt = Receipt.random(new SecureRandom());
    Answer received = ask(receipt, safe);
    assertThat(received.text("__typename")).isEqualTo("CaseReceived");
    String said = StaffDesk.seenBySender(app, receipt).text("reference").replace(" ", "");
    try {
      return owner.ask("select id from cases.case_file where reference = '" + said + "'");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private Answer ask(Receipt receipt, @Nullable Map<String, ?> safe) {
    Map<String, Object> input =
        new HashMap<>(
            Map.of(
                "receipt", receipt.text(),
                "topic", "DOMESTIC_VIOLENCE",
                "urgency", "URGENT",
                "words", "救我",
                "area", AREA,
                "contact", "0912345678",
                "safeToContact", "他去上班的時候"));
    if (safe != null) {
      input.put("safeTimes", safe);
    }
    return app.input("RequestHelp", input).root();
  }

  private String refusal(String id, Instant next, String language) {
    Map<String, Object> input =
        Map.of("id", id, "expectedVersion", worker.version(id), "nextAt", next.toString());
    return String.valueOf(
        staff
            .post(
                worker.token(),
                "mutation ($input: RecordCallInput!) { recordCall(input: $input) { ... on"
                    + " StaffRefused { code message } } }",
                Map.of("input", input),
                language)
            .body());
  }

  private Answer call(StaffDesk desk, String id, @Nullable String outcome, @Nullable Instant next) {
    Map<String, Object> more = new HashMap<>();
    if (outcome != null) {
      more.put("outcome", outcome);
    }
    if (next != null) {
      more.put("nextAt", next.toString());
    }
    return desk.step("recordCall", id, more);
  }

  private void callAt(String id, String when) throws SQLException {
    owner.run("update intake.planned_call set call_at = " + when + " where case_id = '" + id + "'");
  }

  private Answer planned(StaffDesk desk, Map<String, ?> variables) {
    return staff
        .ask(
            desk.token(),
            "query ($mine: Boolean, $until: DateTime, $first: Int, $after: String) {"
                + " plannedCalls(mine: $mine, until: $until, first: $first, after: $after) { nodes"
                + " { case { id } means at due } totalCount movedBefore pageInfo { hasNextPage"
                + " endCursor } } }",
            variables)
        .root();
  }

  private static String offset(String time) {
    return java.time.OffsetDateTime.parse(time).toInstant().toString();
  }
}
