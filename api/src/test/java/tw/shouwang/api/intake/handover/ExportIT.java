package tw.shouwang.api.intake.handover;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.envelope.ReceiptHash;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.database.OwnerConnections;
import tw.shouwang.api.intake.StaffDesk;
import tw.shouwang.api.intake.handover.ExportAnswer.ExportReady;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.intake.login.StaffRole;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.api.testing.IdentityProvider;
import tw.shouwang.api.testing.OwnerSql;
import tw.shouwang.api.testing.StaffClient;

@MicronautTest(transactional = false)
class ExportIT implements EmbeddedTest {

  private static final String FORMULA = "=HYPERLINK(\"http://evil.example\",\"click\")";
  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Taipei"));

  private final IdentityProvider provider = IdentityProvider.start();
  private final java.net.http.HttpClient streaming = java.net.http.HttpClient.newHttpClient();
  private final StaffMember worker = member("w1", "tpe", StaffRole.INTAKE_WORKER);
  private final StaffMember supervisor = member("s1", "tpe", StaffRole.SUPERVISOR);

  @Inject AppClient app;
  @Inject StaffClient staff;
  @Inject CaseExports exports;
  @Inject ExportRepository repository;
  @Inject EmbeddedServer server;
  @Inject ReceiptHash hash;
  @Inject OwnerConnections owner;
  @Inject OwnerSql ownerSql;
  @Inject JsonMapper json;

  @Inject
  @Client("/")
  HttpClient http;

  @Override
  public Map<String, String> moreProperties() {
    Map<String, String> properties = new HashMap<>(provider.settings());
    // Nobody listens at this address, so that queued messages stay and can be counted.
    properties.put("shouwang.webhooks[0].url", "http://127.0.0.1:9/hook");
    properties.put("shouwang.webhooks[0].centre", "tpe");
    properties.put("shouwang.webhooks[0].neighbour", "PROTECTION");
    return properties;
  }

  @AfterAll
  void stop() {
    streaming.close();
    provider.close();
  }

  @Test
  void writesACaseAsJsonForItsNeighboursPrograms() throws Exception {
    UUID id = acknowledged("樓上一直有哭聲");
    JsonNode exported =
        item(json.readValue(text(worker, id, ExportFormat.JSON), JsonNode.class), 0);
    assertThat(at(exported, "id").getStringValue()).isEqualTo(id.toString());
    assertThat(at(exported, "topic").getStringValue()).isEqualTo("CHILD_PROTECTION");
    JsonNode said = item(at(exported, "conversation"), 0);
    assertThat(at(at(said, "fields"), "words").getStringValue()).isEqualTo("樓上一直有哭聲");
  }

  @Test
  void writesACsvThatExcelOpensAndNoCellOfWhichIsAFormula() throws Exception {
    UUID id = acknowledged(FORMULA);
    String csv = text(worker, id, ExportFormat.CSV);
    assertThat(csv).startsWith("\uFEFF\"id\",").contains("\r\n");
    List<CSVRecord> rows = CSVFormat.EXCEL.parse(new StringReader(csv.substring(1))).getRecords();
    assertThat(rows).hasSize(2);
    assertThat(rows.get(1).get(0)).isEqualTo(id.toString());
    assertThat(rows.get(1).size()).isEqualTo(rows.get(0).size());
    for (CSVRecord row : rows) {
      row.forEach(cell -> assertThat(cell).doesNotStartWith("=").doesNotStartWith("@"));
    }
    assertThat(csv).contains("HYPERLINK");
    int place = Arrays.asList(rows.get(0).values()).indexOf("place");
    assertThat(rows.get(1).get(place)).as("what nobody should type again").isEqualTo("'=1+1");
  }

  @Test
  void refusesWhatIsNotThereNotSeenAnothersOrUnreadable() throws SQLException {
    UUID unseen = submit("樓上一直有哭聲");
    assertThat(exports.ofCase(worker, unseen, ExportFormat.JSON))
        .isInstanceOf(ExportAnswer.NotSeen.class);
    UUID id = acknowledged("樓上一直有哭聲");
    assertThat(exports.ofCase(worker, UUID.randomUUID(), ExportFormat.JSON))
        .isInstanceOf(ExportAnswer.UnknownCase.class);
    StaffMember elsewhere = member("w9", "ntpc", StaffRole.INTAKE_WORKER);
    assertThat(exports.ofCase(elsewhere, id, ExportFormat.JSON))
        .as("as one that is not there")
        .isInstanceOf(ExportAnswer.UnknownCase.class);
    ownerSql.run("delete from cases.centre_wrap where case_id = '" + id + "'");
    assertThat(exports.ofCase(worker, id, ExportFormat.JSON))
        .isInstanceOf(ExportAnswer.Unreadable.class);
    assertThat(exports.ofRange(supervisor, TODAY, TODAY.minusDays(1), ExportFormat.CSV))
        .isInstanceOf(ExportAnswer.NoRange.class);
    assertThat(exports.ofRange(supervisor, TODAY.minusDays(400), TODAY, ExportFormat.CSV))
        .isInstanceOf(ExportAnswer.TooLong.class);
    for (StaffRole role : List.of(StaffRole.AUDITOR, StaffRole.DIRECTORY_EDITOR)) {
      org.assertj.core.api.Assertions.assertThatThrownBy(
              () -> exports.ofCase(member("x", "tpe", role), id, ExportFormat.JSON))
          .hasMessage("FORBIDDEN");
    }
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> exports.ofRange(worker, TODAY, TODAY, ExportFormat.CSV))
        .hasMessage("FORBIDDEN");
  }

  @Test
  void isFetchedByWhoeverAskedWithTheirLoginAndIsInTheTrail() throws Exception {
    UUID id = acknowledged("樓上一直有哭聲");
    ExportReady ready = (ExportReady) exports.ofCase(worker, id, ExportFormat.CSV);
    assertThat(status(ready.path(), null)).isEqualTo(401);
    assertThat(status(ready.path(), provider.token("w2", "tpe", "INTAKE_WORKER"))).isEqualTo(404);
    assertThat(status(ready.path(), provider.token("w1", "ntpc", "INTAKE_WORKER"))).isEqualTo(404);
    HttpResponse<String> fetched = get(ready.path(), provider.token("w1", "tpe", "INTAKE_WORKER"));
    assertThat(fetched.getBody(String.class).orElseThrow()).contains("樓上一直有哭聲");
    assertThat(fetched.header("Content-Disposition")).contains("cases.csv");
    assertThat(fetched.header("Cache-Control")).isEqualTo("no-store, no-transform");
    assertThat(
            ownerSql.count(
                "select count(*) from intake.audit_entry where action in ('EXPORTED', 'DOWNLOADED')"
                    + " and worker = 'w1' and case_id = '"
                    + id
                    + "'"))
        .isEqualTo(2);

    assertThat(status(ready.path(), provider.token("w1", "tpe", "AUDITOR"))).isEqualTo(403);
    assertThat(status("/staff/exports/none", provider.token("w1", "tpe", "INTAKE_WORKER")))
        .isEqualTo(404);

    ownerSql.run("update intake.export set expires_at = now() - interval '1 second'");
    assertThat(status(ready.path(), provider.token("w1", "tpe", "INTAKE_WORKER"))).isEqualTo(404);
  }

  /// Every refused download says why in the member's language, and all unknown ones get the same
  /// answer.
  @Test
  void saysInTheMembersLanguageWhyNothingIsFetched() throws Exception {
    UUID id = acknowledged("樓上一直有哭聲");
    ExportReady ready = (ExportReady) exports.ofCase(worker, id, ExportFormat.CSV);
    String own = provider.token("w1", "tpe", "INTAKE_WORKER");
    HttpResponse<?> nowhere = refused("/staff/exports/none", own, "vi");
    assertThat(said(nowhere)).contains("\"code\":\"NOT_FOUND\"", "Tệp xuất này không có");
    assertThat(nowhere.header("Content-Language")).isEqualTo("vi");
    assertThat(nowhere.getHeaders().getAll("Cache-Control").toString()).contains("no-store");
    HttpResponse<?> anothers =
        refused(ready.path(), provider.token("w2", "tpe", "INTAKE_WORKER"), "vi");
    assertThat(said(anothers)).isEqualTo(said(nowhere)).hasSize(said(nowhere).length());
    HttpResponse<?> forbidden = refused(ready.path(), provider.token("w1", "tpe", "AUDITOR"), "en");
    assertThat(said(forbidden))
        .contains("\"code\":\"FORBIDDEN\"", "Your role does not allow this.")
        .contains("\"padding\"");
  }

  private HttpResponse<?> refused(String path, String token, String language) {
    HttpRequest<?> request =
        HttpRequest.GET(path).bearerAuth(token).header("Accept-Language", language);
    return org.assertj.core.api.Assertions.catchThrowableOfType(
            HttpClientResponseException.class,
            () -> http.toBlocking().exchange(request, String.class))
        .getResponse();
  }

  private static String said(HttpResponse<?> response) {
    return response.getBody(String.class).orElse("");
  }

  @Test
  void tellsTheNeighbourSystemThatACaseWasReferredTo() throws Exception {
    UUID id = acknowledged("樓上一直有哭聲");
    Answer referred =
        staff
            .ask(
                provider.token("w1", "tpe", "INTAKE_WORKER"),
                """
                mutation ($id: ID!) {
                  referCase(input: {id: $id, expectedVersion: 0, resources: [], neighbour: PROTECTION}) {
                    __typename ... on StaffRefused { code message }
                  }
                }
                """,
                Map.of("id", id.toString()))
            .root();
    assertThat(referred.text("__typename")).isEqualTo("CaseChanged");
    assertThat(ownerSql.count("select count(*) from intake.webhook where case_id = '" + id + "'"))
        .isEqualTo(1);
  }

  @Test
  void writesARangeWithoutAnyWords() throws Exception {
    acknowledged("樓上一直有哭聲");
    ExportReady ready = (ExportReady) exports.ofRange(supervisor, TODAY, TODAY, ExportFormat.JSON);
    HttpResponse<String> fetched = get(ready.path(), provider.token("s1", "tpe", "SUPERVISOR"));
    String body = fetched.getBody(String.class).orElseThrow();
    assertThat(json.readValue(body, JsonNode.class)).isNotNull();
    assertThat(body).contains("CHILD_PROTECTION").doesNotContain("哭聲", "conversation");
  }

  /// I5: a range once held erased cases, like any other.
  @Test
  void writesNoErasedCaseIntoARange() throws Exception {
    UUID kept = acknowledged("還在的");
    UUID erased = acknowledged("不在的");
    ownerSql.run("update cases.case_file set erased_on = current_date where id = '" + erased + "'");
    for (ExportFormat format : ExportFormat.values()) {
      ExportReady ready = (ExportReady) exports.ofRange(supervisor, TODAY, TODAY, format);
      HttpResponse<String> fetched = get(ready.path(), provider.token("s1", "tpe", "SUPERVISOR"));
      assertThat(fetched.getBody(String.class).orElseThrow())
          .as(format.name())
          .contains(kept.toString())
          .doesNotContain(erased.toString());
    }
  }

  /// I11: an export says all that staff know of a case, a day for each message, and nothing that
  /// only the service needs.
  @Test
  void saysAllThatStaffKnowAndNothingOfTheServicesOwn() throws Exception {
    String token = provider.token("w1", "tpe", "INTAKE_WORKER");
    StaffDesk desk = new StaffDesk(staff, app, token);
    UUID main = submit("主要的");
    UUID id = submit("另一件");
    desk.step("claimCase", id.toString(), Map.of());
    desk.step("replyToCase", id.toString(), Map.of("messageId", "1", "words", "知道了"));
    desk.step(
        "referCase",
        id.toString(),
        Map.of("resources", List.of("tw.hotline.113"), "neighbour", "PROTECTION"));
    desk.step("claimCase", main.toString(), Map.of());
    desk.step(
        "mergeCases",
        main.toString(),
        Map.of(
            "duplicates",
            List.of(Map.of("id", id.toString(), "expectedVersion", desk.version(id.toString())))));
    ownerSql.run(
        "update cases.case_file set withdrawn_on = '" + TODAY + "' where id = '" + id + "'");

    JsonNode exported =
        item(json.readValue(text(worker, id, ExportFormat.JSON), JsonNode.class), 0);
    assertThat(at(exported, "mergedInto").getStringValue()).isEqualTo(main.toString());
    assertThat(at(exported, "neighbour").getStringValue()).isEqualTo("PROTECTION");
    assertThat(at(exported, "claimedBy").getStringValue()).isEqualTo("Worker w1");
    assertThat(item(at(exported, "referredTo"), 0).getStringValue()).isEqualTo("tw.hotline.113");
    assertThat(at(exported, "withdrawnOn").getStringValue()).isEqualTo(TODAY.toString());
    assertThat(at(exported, "dueBy").getStringValue()).startsWith("20");
    JsonNode conversation = at(exported, "conversation");
    assertThat(conversation.size()).isEqualTo(2);
    for (JsonNode said : conversation.values()) {
      assertThat(at(said, "on").getStringValue()).isEqualTo(TODAY.toString());
      for (String own : List.of("n", "seen", "id", "clear", "commit", "binding")) {
        assertThat(at(said, "fields").get(own)).as(own).isNull();
      }
    }

    String csv = text(worker, id, ExportFormat.CSV);
    List<CSVRecord> rows = CSVFormat.EXCEL.parse(new StringReader(csv.substring(1))).getRecords();
    List<String> head = Arrays.asList(rows.get(0).values());
    for (String column :
        List.of("mergedInto", "neighbour", "claimedBy", "referredTo", "withdrawnOn", "dueBy")) {
      assertThat(rows.get(1).get(head.indexOf(column))).as(column).isNotEmpty();
    }
    String fhir = text(worker, id, ExportFormat.FHIR);
    assertThat(fhir)
        .contains(
            "form: CONCERN",
            "neighbour: PROTECTION",
            "mergedInto: " + main,
            "claimedBy: Worker w1",
            "withdrawnOn: " + TODAY,
            "tw.hotline.113",
            "\"time\"")
        .doesNotContain("\"entry\":[]");
  }

  /// I12: the advice for a case that nobody has acknowledged once led nowhere.
  @Test
  void saysWhatToDoBeforeACaseCanBeExported() throws Exception {
    StaffDesk desk = new StaffDesk(staff, app, provider.token("w1", "tpe", "INTAKE_WORKER"));
    UUID id = submit("沒有人看過");
    String ask =
        "mutation ($id: ID!) { exportCases(input: {id: $id, format: JSON}) { __typename ... on"
            + " StaffRefused { code message } } }";
    Answer refused = staff.ask(desk.token(), ask, Map.of("id", id.toString())).root();
    assertThat(refused.text("code")).isEqualTo("WRONG_STATUS");
    assertThat(refused.text("message")).contains("Acknowledge it first");
    desk.step("acknowledgeCase", id.toString(), Map.of());
    assertThat(staff.ask(desk.token(), ask, Map.of("id", id.toString())).root().text("__typename"))
        .isEqualTo("ExportReady");
  }

  @Test
  void streamsAHundredThousandCasesInBoundedMemory() throws Exception {
    aHundredThousandCasesFrom(2026);
    StaffMember other = member("s2", "ntpc", StaffRole.SUPERVISOR);
    ExportReady ready =
        (ExportReady)
            exports.ofRange(
                other, LocalDate.of(2026, 1, 1), LocalDate.of(2026, 4, 1), ExportFormat.CSV);
    UUID export = UUID.fromString(ready.path().substring(ready.path().lastIndexOf('/') + 1));
    long lines = 0;
    long most = 0;
    Instant began = Instant.now();
    try (InputStream content = download(other, export)) {
      byte[] buffer = new byte[8_192];
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        for (int i = 0; i < read; i++) {
          lines += buffer[i] == '\n' ? 1 : 0;
        }
        most = Math.max(most, content.available());
      }
    }
    assertThat(lines).isEqualTo(100_001);
    assertThat(most).as("no piece is larger than a page").isLessThan(300_000);
    org.slf4j.LoggerFactory.getLogger(ExportIT.class)
        .info("100,000 cases as CSV in {} ms", Duration.between(began, Instant.now()).toMillis());
  }

  @Test
  void aDownloadThatTheDatabaseFailsInBetweenIsNotWhole() throws Exception {
    aHundredThousandCasesFrom(2025);
    ExportReady ready =
        (ExportReady)
            exports.ofRange(
                member("s2", "ntpc", StaffRole.SUPERVISOR),
                LocalDate.of(2025, 1, 1),
                LocalDate.of(2025, 4, 1),
                ExportFormat.JSON);
    try (InputStream content = begin(ready)) {
      content.readNBytes(1_000_000);
      ownerSql.run("revoke select on cases.case_file from shouwang_staff, shouwang_public");
      CompletableFuture<Long> rest =
          CompletableFuture.supplyAsync(() -> {
            try {
              return content.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
              throw new CompletionException(e);
            }
          });
      org.assertj.core.api.Assertions.assertThatThrownBy(() -> rest.get(10, TimeUnit.SECONDS))
          .as("cut off, and soon")
          .hasCauseInstanceOf(IOException.class);
    } finally {
      ownerSql.run("grant select on cases.case_file to shouwang_staff, shouwang_public");
    }
  }

  @Test
  void aNodeHandsOutSoManyRangesAtOnceAndNoMore() throws Exception {
    aHundredThousandCasesFrom(2024);
    ExportReady ready =
        (ExportReady)
            exports.ofRange(
                member("s2", "ntpc", StaffRole.SUPERVISOR),
                LocalDate.of(2024, 1, 1),
                LocalDate.of(2024, 4, 1),
                ExportFormat.JSON);
    List<InputStream> slow = new ArrayList<>();
    for (int i = 0; i < CaseExports.MOST_RANGES_AT_ONCE; i++) {
      slow.add(begin(ready));
    }
    assertThat(beginning(ready).statusCode()).isEqualTo(503);
    slow.removeFirst().close();
    long until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    java.net.http.HttpResponse<InputStream> next = beginning(ready);
    while (next.statusCode() == 503) {
      assertThat(System.nanoTime()).as("whoever leaves makes room").isLessThan(until);
      next = beginning(ready);
    }
    slow.add(next.body());
    for (InputStream each : slow) {
      each.close();
    }
  }

  /// A download of a range of ntpc's, read only as far as the caller reads.
  private InputStream begin(ExportReady ready) throws Exception {
    InputStream content = beginning(ready).body();
    assertThat(content.readNBytes(1_000)).hasSize(1_000);
    return content;
  }

  private java.net.http.HttpResponse<InputStream> beginning(ExportReady ready) throws Exception {
    return streaming.send(
        java.net.http.HttpRequest.newBuilder(server.getURI().resolve(ready.path()))
            .header("Authorization", "Bearer " + provider.token("s2", "ntpc", "SUPERVISOR"))
            .build(),
        java.net.http.HttpResponse.BodyHandlers.ofInputStream());
  }

  private InputStream download(StaffMember member, UUID export) throws Exception {
    return ((CaseExports.Fetched.Download) exports.fetch(member, export)).content();
  }

  /// One case a minute, in ntpc.
  private void aHundredThousandCasesFrom(int year) throws SQLException {
    ownerSql.run(
        """
        insert into cases.case_file (id, binding, form, topic, other_topics, indicators, urgency,
          area, sender_group, centre, status, received_at, due_at, erase_on)
        select gen_random_uuid(), sha256(gen_random_uuid()::text::bytea), 'CONCERN', 'ECONOMIC', '{}', '{}', 'ROUTINE', '65000010',
          'PRIVATE', 'ntpc', 'TRIAGED', timestamptz '%d-01-01 00:00+08' + n * interval '1 minute',
          now(), date '2030-01-01'
        from generate_series(1, 100000) as n
        """
            .formatted(year));
  }

  private String text(StaffMember member, UUID id, ExportFormat format) throws Exception {
    ExportReady ready = (ExportReady) exports.ofCase(member, id, format);
    UUID export = UUID.fromString(ready.path().substring(ready.path().lastIndexOf('/') + 1));
    try (InputStream content = download(member, export)) {
      return new String(content.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  private HttpResponse<String> get(String path, String token) {
    return http.toBlocking().exchange(HttpRequest.GET(path).bearerAuth(token), String.class);
  }

  private int status(String path, @org.jspecify.annotations.Nullable String token) {
    var request = HttpRequest.GET(path);
    if (token != null) {
      request.bearerAuth(token);
    }
    try {
      return http.toBlocking().exchange(request, String.class).code();
    } catch (HttpClientResponseException e) {
      return e.getStatus().getCode();
    }
  }

  private UUID acknowledged(String words) throws SQLException {
    UUID id = submit(words);
    ownerSql.run("update cases.case_file set status = 'SEEN' where id = '" + id + "'");
    return id;
  }

  private UUID submit(String words) throws SQLException {
    Receipt receipt = Receipt.random(new SecureRandom());
    app.input(
        "SubmitConcern",
        Map.of(
            "receipt", receipt.text(),
            "topic", "CHILD_PROTECTION",
            "urgency", "URGENT",
            "words", words,
            "place", "=1+1",
            "area", "63000030"));
    try (Connection connection = owner.open().orElseThrow();
        var statement =
            connection.prepareStatement("select case_id from cases.receipt_hash where hash = ?")) {
      statement.setBytes(1, hash.of(receipt));
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return Objects.requireNonNull(rows.getObject(1, UUID.class));
      }
    }
  }

  private static StaffMember member(String subject, String centre, StaffRole role) {
    return new StaffMember(subject, subject, Set.of(role), centre, Instant.MAX);
  }

  private static JsonNode at(JsonNode node, String name) {
    return Objects.requireNonNull(node.get(name));
  }

  private static JsonNode item(@org.jspecify.annotations.Nullable JsonNode node, int index) {
    return Objects.requireNonNull(Objects.requireNonNull(node).get(index));
  }
}
