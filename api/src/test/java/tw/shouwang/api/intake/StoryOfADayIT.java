package tw.shouwang.api.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.client.StreamingHttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.json.JsonMapper;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import tw.shouwang.api.cases.Forms;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.intake.testing.WebhookReceiverStandIn;
import tw.shouwang.api.intake.testing.WebhookReceiverStandIn.Mood;
import tw.shouwang.api.keys.KeyFiles;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.AppClient.Answer;
import tw.shouwang.api.testing.IdentityProvider;
import tw.shouwang.api.testing.OwnerSql;
import tw.shouwang.api.testing.StaffClient;
import tw.shouwang.foundation.TaiwanTime;
import tw.shouwang.notifications.testing.FcmStandIn;

/// One case through a day of a dispatch centre, over HTTP alone: what its sender, its workers, the
/// pager, a colleague's phone and the neighbour's system see of it. Only waiting is played, by
/// moving the time of a queued message.
@MicronautTest(transactional = false)
class StoryOfADayIT implements EmbeddedTest {

  private static final Map<String, Object> NOTHING = Map.of();
  private static final String AREA = "63000030";

  private final IdentityProvider provider = IdentityProvider.start();
  private final WebhookReceiverStandIn pager = WebhookReceiverStandIn.start();
  private final WebhookReceiverStandIn neighbour = WebhookReceiverStandIn.start();

  @Inject AppClient app;
  @Inject StaffClient staff;
  @Inject FcmStandIn google;
  @Inject EmbeddedServer server;
  @Inject KeyFiles keys;
  @Inject JsonMapper json;
  @Inject OwnerSql owner;

  @Inject
  @Client("/")
  StreamingHttpClient streams;

  private StaffDesk worker;
  private StaffDesk colleague;

  @SuppressWarnings("NullAway.Init")
  StoryOfADayIT() {}

  @Override
  public Map<String, String> moreProperties() {
    Map<String, String> properties = new HashMap<>(provider.settings());
    properties.put("shouwang.webhooks[0].name", "pager");
    properties.put("shouwang.webhooks[0].url", pager.url().toString());
    properties.put("shouwang.webhooks[0].centre", "tpe");
    properties.put("shouwang.webhooks[0].events", "DANGER_ARRIVED,MESSAGE_ARRIVED");
    properties.put("shouwang.webhooks[1].url", neighbour.url().toString());
    properties.put("shouwang.webhooks[1].centre", "tpe");
    properties.put("shouwang.webhooks[1].neighbour", "PROTECTION");
    return properties;
  }

  @AfterAll
  void stop() {
    provider.close();
  }

  @Test
  void goesThroughADay() throws Exception {
    worker = new StaffDesk(staff, app, provider.token("w1", "tpe", "INTAKE_WORKER"));
    colleague = new StaffDesk(staff, app, provider.token("w2", "tpe", "INTAKE_WORKER"));
    Receipt receipt = StaffDesk.report(app, Map.of("area", AREA, "words", "隔壁常有爭吵"));
    String id = worker.only(Map.of("area", AREA));
    for (int i = 0; i < 4; i++) {
      StaffDesk.report(app, Map.of("area", AREA, "words", "別的事"));
    }
    worker.step("claimCase", id, NOTHING);
    worker.step("triageCase", id, Map.of("level", "ROUTINE", "category", "PROTECTION"));
    worker.step("releaseCase", id, NOTHING);

    String phone = FcmStandIn.token(81);
    enableAlerts(phone);
    StringBuffer stream = new StringBuffer();
    Disposable subscription = listen(stream);
    try {
      within10Seconds(() -> pushes(phone) == 1);
      Map<String, Object> message = Forms.message(receipt, "m1", "他現在拿著刀");
      message.put("urgency", "IMMEDIATE_DANGER");
      assertThat(app.input("AddMessage", message).root().text("__typename"))
          .isEqualTo("MessageAdded");
      within10Seconds(() ->
          pager.told().stream().anyMatch(told -> told.text().contains("danger.arrived"))
              && pushes(phone) == 2
              && stream.toString().contains(id));
    } finally {
      subscription.dispose();
    }
    assertThat(pager.told()).allMatch(told -> !told.text().contains(id), "the pager knows no case");
    assertThat(clocks(id)).contains("DANGER false");
    assertThat(worker.inbox(Map.of(), 1, null).root().text("nodes", 0, "id")).isEqualTo(id);

    worker.step("claimCase", id, NOTHING);
    assertThat(clocks(id)).contains("DANGER true");
    worker.step("recordCall", id, Map.of("outcome", "NOT_REACHED"));
    worker.step("recordCall", id, Map.of("outcome", "REACHED"));
    note(id, "門鈴壞了，請打電話");
    assertThat(staff.ask(colleague.token(), "{ notedForNextShift { id } }").root().each("id"))
        .containsExactly(id);
    assertThat(
            worker.look(id, "callAttempts { outcome }").root().at("callAttempts").each("outcome"))
        .containsExactly("NOT_REACHED", "REACHED");

    neighbour.behave(Mood.REFUSES);
    worker.step("referCase", id, Map.of("resources", List.of(), "neighbour", "PROTECTION"));
    within10Seconds(() -> !neighbour.told().isEmpty());
    assertThat(handover(id).text("state")).isEqualTo("WAITING");
    owner.run("update intake.webhook set first_due = first_due - interval '2 hours', tries = 12");
    neighbour.behave(Mood.WELL);
    within10Seconds(() -> {
      dueNow();
      return handover(id).text("state").equals("DELIVERED");
    });
    assertThat(neighbour.told().getLast().text()).contains("隔壁常有爭吵", "他現在拿著刀").doesNotContain("門鈴");
    assertThat(report(handover(id).text("id"), "ACCEPTED")).isEqualTo(200);
    assertThat(report(handover(id).text("id"), "OPENED")).isEqualTo(200);

    Answer seen = app.ask("CaseView", Map.of("receipt", receipt.text()), "vi").root();
    assertThat(StaffDesk.kinds(seen)).endsWith("REFERRED PASSED_ON ACCEPTED TAKEN_UP");
    assertThat(seen.at("timeline").each("text").toString())
        .contains("Một cơ quan khác đang xử lý")
        .doesNotContain("PROTECTION");

    agrees(id);
  }

  /// Calendar, figures and audit trail tell the same story.
  private void agrees(String id) {
    assertThat(clocks(id))
        .contains("DANGER true", "PROTECTION true")
        .doesNotContain("DANGER false");
    Answer mine =
        staff.ask(worker.token(), "{ deadlines(mine: true) { totalCount nodes { kind } } }").root();
    assertThat(mine.text("totalCount")).as("nothing of this case runs any more").isEqualTo("0");
    Answer all =
        staff
            .ask(
                worker.token(),
                "{ deadlines(first: 100) { totalCount nodes { kind case { id } } } }")
            .root();
    assertThat(Integer.parseInt(all.text("totalCount"))).as("the other reports'").isPositive();
    assertThat(all.at("nodes").json().toString()).doesNotContain(id);
    String today = LocalDate.now(TaiwanTime.ZONE).toString();
    assertThat(
            staff
                .ask(
                    provider.token("s1", "tpe", "SUPERVISOR"),
                    "{ figures(from: \"%s\", to: \"%s\") { cases } }".formatted(today, today))
                .root()
                .text("cases"))
        .isEqualTo("5");
    Answer trail =
        staff
            .ask(
                provider.token("a1", "tpe", "AUDITOR"),
                "{ auditTrail(first: 100) { nodes { action case worker } } }")
            .root()
            .at("nodes");
    List<String> actions = new ArrayList<>();
    for (int i = trail.size() - 1; i >= 0; i--) {
      if (id.equals(trail.text(i, "case"))) {
        actions.add(trail.text(i, "action"));
      }
    }
    assertThat(actions)
        .containsSequence(
            "CLAIMED", "TRIAGED", "RELEASED", "CLAIMED", "CALLED_BACK", "CALLED_BACK", "NOTED")
        .endsWith("HANDED_OVER", "HANDOVER_REPORTED", "HANDOVER_REPORTED");
    assertThat(actions.stream().filter(each -> !each.equals("HANDED_OVER")))
        .as("each attempt to hand the words over is written down, and nothing else twice")
        .hasSize(10);
  }

  private void enableAlerts(String token) {
    Answer enabled =
        staff
            .ask(
                colleague.token(),
                "mutation ($input: EnableAlertsInput!) { enableAlerts(input: $input) { __typename }"
                    + " }",
                Map.of("input", Map.of("device", "phone", "token", token)))
            .root();
    assertThat(enabled.text("__typename")).isEqualTo("AlertsChanged");
  }

  private long pushes(String token) {
    return google.accepted().stream().filter(sent -> sent.toString().contains(token)).count();
  }

  private Disposable listen(StringBuffer heard) {
    HttpRequest<?> request =
        HttpRequest.POST(
                "/staff/graphql/stream",
                Map.of("query", "subscription { caseReceived { id dangerNow } }"))
            .accept(MediaType.TEXT_EVENT_STREAM_TYPE)
            .bearerAuth(colleague.token());
    return Flux.from(streams.exchangeStream(request))
        .subscribe(part ->
            part.getBody().ifPresent(body -> heard.append(body.toString(StandardCharsets.UTF_8))));
  }

  private void note(String id, String words) {
    Map<String, Object> input =
        Map.of("id", id, "noteId", "n1", "words", words, "forNextShift", true);
    Answer added =
        staff
            .ask(
                worker.token(),
                "mutation ($input: AddNoteInput!) { addNote(input: $input) { __typename } }",
                Map.of("input", input))
            .root();
    assertThat(added.text("__typename")).isEqualTo("NoteAdded");
  }

  private List<String> clocks(String id) {
    Answer clocks =
        staff
            .ask(
                worker.token(),
                "query ($id: ID!) { caseClocks(case: $id) { kind met } }",
                Map.of("id", id))
            .root();
    return IntStream.range(0, clocks.size())
        .mapToObj(i -> clocks.text(i, "kind") + " " + clocks.text(i, "met"))
        .toList();
  }

  private Answer handover(String id) {
    return worker.look(id, "handovers { id state }").root().at("handovers", 0);
  }

  private void dueNow() {
    try {
      owner.run("update intake.webhook set due = now() where due > now()");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /// What the neighbour's system reports, signed as it signs.
  private int report(String handover, String state) throws Exception {
    String body =
        json.writeValueAsString(
            Map.of(
                "type", "handover.reported", "data", Map.of("handover", handover, "state", state)));
    String number = UUID.randomUUID().toString();
    String time = Long.toString(Instant.now().getEpochSecond());
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(keys.secret("webhook-tpe-protection.private.key"), "HmacSHA256"));
    byte[] signature =
        mac.doFinal((number + "." + time + "." + body).getBytes(StandardCharsets.UTF_8));
    java.net.http.HttpRequest request =
        java.net.http.HttpRequest.newBuilder(
                server.getURI().resolve("/neighbours/tpe-protection/reports"))
            .header("Content-Type", "application/json")
            .header("webhook-id", number)
            .header("webhook-timestamp", time)
            .header("webhook-signature", "v1," + Base64.getEncoder().encodeToString(signature))
            .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.ofString())
        .statusCode();
  }

  private static void within10Seconds(BooleanSupplier done) {
    long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime()).as("within ten seconds").isLessThan(until);
      LockSupport.parkNanos(100_000_000);
    }
  }
}
