package tw.shouwang.api.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.cases.desk.OverdueNotices;
import tw.shouwang.api.cases.desk.UnattendedDesk;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.sender.CaseViews;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.database.OwnerConnections;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.i18n.Language;
import tw.shouwang.notifications.testing.FcmStandIn;

/// A phone gets the same bytes for every kind of event of a case.
@MicronautTest(transactional = false)
class EventPushesIT implements EmbeddedTest {

  private static final int LONGEST = 4_096;
  private static final AtomicLong TOKENS = new AtomicLong(500);

  @Inject AppClient app;
  @Inject UnattendedDesk desk;
  @Inject OverdueNotices overdue;
  @Inject CaseViews views;
  @Inject FcmStandIn google;
  @Inject OwnerConnections owner;

  @Test
  void tellsOfEveryEventInTheSameBytesInEveryLanguage() throws Exception {
    List<Phone> phones = new ArrayList<>();
    for (Language language : Language.values()) {
      phones.add(newCase(language.tag(), "URGENT"));
    }
    after(phones, "the first push", phone -> {});
    after(phones, "seen", phone -> desk.acknowledge(phone.caseId));
    phones.forEach(phone -> desk.triage(phone.caseId));
    after(phones, "referred", phone -> desk.refer(phone.caseId, List.of("tw.hotline.1957")));
    after(phones, "answered", phone -> desk.reply(phone.caseId, "回覆"));
    after(phones, "overdue", phone -> overdue.tell(phone.caseId));
    after(phones, "closed", phone -> desk.close(phone.caseId, null));
    after(phones, "reopened", phone -> desk.reopen(phone.caseId));

    Set<String> bodies = new HashSet<>();
    for (String body : google.acceptedBodies()) {
      assertThat(body.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(LONGEST);
      bodies.add(body.replaceAll("\"token\":\"[^\"]*\"", ""));
    }
    assertThat(bodies).hasSize(1);
  }

  @Test
  void queuesNoneForWhatTheSenderDidOrNeedNotKnow() throws Exception {
    Phone phone = newCase("vi", "URGENT");
    awaitPushes(phone, 1);

    desk.triage(phone.caseId);
    app.input(
        "AddMessage", Map.of("receipt", phone.receipt, "messageId", "m-1", "words", "còn nữa"));
    // The case is triaged already, so this changes nothing.
    desk.acknowledge(phone.caseId);
    awaitNothingWaits();
    assertThat(pushes(phone)).isOne();

    desk.reply(phone.caseId, "回覆");
    awaitPushes(phone, 2);
    awaitNothingWaits();
    assertThat(pushes(phone)).isEqualTo(2);
  }

  /// Waits until no push is queued; a queued push is a row until it was sent.
  private void awaitNothingWaits() throws SQLException {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    try (Connection connection = owner.open().orElseThrow();
        Statement statement = connection.createStatement()) {
      while (true) {
        ResultSet rows = statement.executeQuery("select count(*) from outbox.push");
        rows.next();
        if (rows.getLong(1) == 0) {
          return;
        }
        assertThat(System.nanoTime()).as("sent in time").isLessThan(deadline);
        LockSupport.parkNanos(10_000_000);
      }
    }
  }

  private interface Step {
    void take(Phone phone) throws Exception;
  }

  private record Phone(String receipt, String token, UUID caseId, int[] told) {}

  private void after(List<Phone> phones, String event, Step step) throws Exception {
    for (Phone phone : phones) {
      step.take(phone);
      phone.told[0]++;
    }
    for (Phone phone : phones) {
      assertThat(event).isNotEmpty();
      awaitPushes(phone, phone.told[0]);
    }
  }

  private Phone newCase(String language, String urgency) {
    Receipt made = Receipt.random(new SecureRandom());
    String receipt = made.text();
    Map<String, Object> concern =
        Map.of(
            "receipt", receipt,
            "topic", "DOMESTIC_VIOLENCE",
            "urgency", urgency,
            "words", "…",
            "area", "63000030");
    app.ask("SubmitConcern", Map.of("input", concern), language);
    UUID caseId = views.find(made).orElseThrow().row().id();
    String token = FcmStandIn.token(TOKENS.incrementAndGet());
    assertThat(
            app.ask(
                    "EnablePush",
                    Map.of("input", Map.of("receipt", receipt, "token", token)),
                    language)
                .root()
                .text("__typename"))
        .isEqualTo("PushEnabled");
    return new Phone(receipt, token, caseId, new int[1]);
  }

  private void awaitPushes(Phone phone, int count) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (pushes(phone) < count) {
      assertThat(System.nanoTime()).as("push %d in time", count).isLessThan(deadline);
      LockSupport.parkNanos(10_000_000);
    }
  }

  private long pushes(Phone phone) {
    return google.acceptedBodies().stream().filter(body -> body.contains(phone.token)).count();
  }
}
