package tw.shouwang.api.intake.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.json.JsonMapper;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.database.OwnerConnections;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.intake.answers.NeighbourSystem;
import tw.shouwang.api.intake.testing.WebhookReceiverStandIn;
import tw.shouwang.api.intake.testing.WebhookReceiverStandIn.Mood;
import tw.shouwang.api.intake.testing.WebhookReceiverStandIn.Told;
import tw.shouwang.api.keys.KeyFiles;
import tw.shouwang.api.process.SetupFinding;
import tw.shouwang.api.process.SetupFinding.Level;
import tw.shouwang.api.testing.LockWait;
import tw.shouwang.api.testing.OwnerSql;
import tw.shouwang.notifications.outbox.OutboxRow;

@MicronautTest(transactional = false)
class WebhooksIT implements EmbeddedTest {

  private final WebhookReceiverStandIn standIn = WebhookReceiverStandIn.start();
  private final WebhookReceiver pager =
      new WebhookReceiver(
          "pager",
          standIn.url(),
          "tpe",
          NeighbourSystem.PROTECTION,
          Set.of(WebhookEvent.DANGER_ARRIVED, WebhookEvent.CASE_HANDED_OVER));
  private final Words content = new Words();
  private Instant now = Instant.parse("2026-11-22T03:04:05Z");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Inject WebhookOutbox outbox;
  @Inject WebhookMetrics metrics;
  @Inject ReminderRepository reminders;
  @Inject WebhookSender sender;
  @Inject KeyFiles keys;
  @Inject Directory directory;
  @Inject JsonMapper json;
  @Inject TransactionOperations<Connection> transactions;
  @Inject OwnerSql owner;
  @Inject OwnerConnections owners;
  @Inject SecureRandom chance;

  @BeforeEach
  void beginAnew() throws SQLException {
    owner.run("delete from intake.webhook");
    standIn.forget();
    standIn.behave(Mood.WELL);
  }

  @Test
  void signsAsReceiversCheckAndNamesNoCase() {
    webhooks().alert(WebhookEvent.DANGER_ARRIVED, "tpe", false);
    deliver();

    Told told = standIn.told().getFirst();
    assertThat(told.text())
        .isIn(
            "{\"type\":\"danger.arrived\",\"data\":{\"centre\":\"tpe\"}}",
            "{\"data\":{\"centre\":\"tpe\"},\"type\":\"danger.arrived\"}");
    assertThat(told.signature())
        .isEqualTo(
            WebhookSender.signature(
                keys.secret("webhook-pager.private.key"),
                told.id(),
                told.timestamp(),
                told.body()));
    assertThat(Long.parseLong(told.timestamp()))
        .isCloseTo(Instant.now().getEpochSecond(), org.assertj.core.api.Assertions.within(60L));
    assertThat(outbox.waiting(10)).isEmpty();
  }

  /// `check --post`.
  @Test
  void aCheckMayTryOutEachReceiver() {
    WebhookReceivers receivers = new WebhookReceivers(List.of(pager));
    WebhookCheck check =
        new WebhookCheck(() -> sender, () -> receivers, () -> keys, () -> directory);
    assertThat(check.look()).extracting(SetupFinding::level).containsExactly(Level.OK);
    assertThat(standIn.told()).as("looking sends nothing").isEmpty();

    assertThat(check.tryOut())
        .containsExactly(
            new SetupFinding(Level.OK, "webhooks", "pager: a test message was taken."));
    assertThat(standIn.told())
        .extracting(Told::text)
        .containsExactly("{\"type\":\"test\",\"data\":{}}");
    standIn.behave(Mood.REFUSES);
    assertThat(check.tryOut()).extracting(SetupFinding::level).containsExactly(Level.WRONG);
  }

  @Test
  void signsAsTheStandardsOwnExample() {
    byte[] secret = java.util.Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    assertThat(
            WebhookSender.signature(
                secret,
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                "1614265330",
                "{\"test\": 2432232314}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void tellsNobodyOfWhatWasRolledBackOrAnotherCentres() {
    assertThatThrownBy(() ->
            transactions.executeWrite(transaction -> {
              webhooks().alert(WebhookEvent.DANGER_ARRIVED, "tpe", false);
              throw new IllegalStateException("the step fails");
            }))
        .isInstanceOf(IllegalStateException.class);
    webhooks().alert(WebhookEvent.DANGER_ARRIVED, "ntpc", false);
    webhooks().alert(WebhookEvent.DEADLINE_NEAR, "tpe", false);
    assertThat(outbox.waiting(10)).isEmpty();
  }

  /// I10: what is near or was missed is one message a quarter hour, with counts by kind.
  @Test
  void gathersRemindersOfAQuarterHour() {
    // The job of this process runs by the real time and must not be the one that sends.
    now = Instant.parse("2099-01-01T00:04:05Z");
    Webhooks both =
        webhooks(
            reminded("both", WebhookEvent.DEADLINE_NEAR, WebhookEvent.DEADLINE_MISSED),
            reminded("near", WebhookEvent.DEADLINE_NEAR),
            pager);
    both.remind(WebhookEvent.DEADLINE_NEAR, "tpe", "VISIT", false);
    both.remind(WebhookEvent.DEADLINE_NEAR, "tpe", "VISIT", false);
    both.remind(WebhookEvent.DEADLINE_MISSED, "tpe", "PROTECTION", false);
    both.remind(WebhookEvent.DEADLINE_MISSED, "ntpc", "PROTECTION", false);
    both.remind(WebhookEvent.DEADLINE_MISSED, "tpe", "VISIT", true);
    both.sendReminders();
    assertThat(outbox.waiting(10)).as("the quarter hour is not over").isEmpty();

    now = Instant.parse("2099-01-01T00:15:00Z");
    both.remind(WebhookEvent.DEADLINE_NEAR, "tpe", "VISIT", false);
    both.sendReminders();
    both.sendReminders();
    assertThat(outbox.waiting(10))
        .extracting(row ->
            row.key()
                + (row.content().drill() ? " drill " : " ")
                + row.content().event()
                + " "
                + row.content().reminders())
        .containsExactlyInAnyOrder(
            "both DEADLINE_MISSED Reminders[near={VISIT=2}, missed={PROTECTION=1}]",
            "both drill DEADLINE_MISSED Reminders[near={}, missed={VISIT=1}]",
            "near DEADLINE_NEAR Reminders[near={VISIT=2}, missed={}]");
    now = now.plusSeconds(900);
    both.sendReminders();
    assertThat(outbox.waiting(10)).hasSize(5);
  }

  /// I10: a reminder that another node writes down while this one takes the others is not lost.
  @Test
  void losesNoReminderThatIsWrittenMeanwhile() throws Exception {
    now = Instant.parse("2099-01-01T00:04:05Z");
    Webhooks both = webhooks(reminded("both", WebhookEvent.DEADLINE_NEAR));
    both.remind(WebhookEvent.DEADLINE_NEAR, "tpe", "VISIT", false);
    now = now.plusSeconds(900);
    try (Connection other = owners.open().orElseThrow();
        Connection watching = owners.open().orElseThrow();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("select * from intake.gathered_reminder for update");
      CompletableFuture<Void> taking = CompletableFuture.runAsync(both::sendReminders);
      LockWait.behind(other, watching, 1, taking);
      statement.execute(
          "insert into intake.gathered_reminder"
              + " select centre, gathered_in, event, 'INQUIRY', 1 from intake.gathered_reminder");
      other.commit();
      taking.get(20, TimeUnit.SECONDS);
    }
    both.sendReminders();
    assertThat(outbox.waiting(10))
        .extracting(row -> String.valueOf(row.content().reminders()))
        .containsExactlyInAnyOrder(
            "Reminders[near={VISIT=1}, missed={}]", "Reminders[near={INQUIRY=1}, missed={}]");
  }

  private WebhookReceiver reminded(String name, WebhookEvent... events) {
    return new WebhookReceiver(name, standIn.url(), "tpe", null, Set.of(events));
  }

  @Test
  void triesAgainWithTheSameIdUntilTheReceiverHasIt() {
    standIn.behave(Mood.REFUSES);
    webhooks().alert(WebhookEvent.DANGER_ARRIVED, "tpe", false);
    deliver();
    deliver();
    assertThat(standIn.told()).as("not before its time").hasSize(1);

    standIn.behave(Mood.REDIRECTS);
    now = now.plusSeconds(16);
    deliver();
    assertThat(standIn.told()).as("a redirect is not followed").hasSize(2);

    standIn.behave(Mood.WELL);
    now = now.plusSeconds(31);
    deliver();
    assertThat(standIn.told()).hasSize(3).extracting(Told::id).containsOnly(idOfFirst());
    assertThat(outbox.waiting(10)).isEmpty();
  }

  @Test
  void isNotHeldByAReceiverThatHangsOrDrips() throws SQLException {
    for (Mood mood : List.of(Mood.HANGS, Mood.DRIPS)) {
      beginAnew();
      standIn.behave(mood);
      webhooks().alert(WebhookEvent.DANGER_ARRIVED, "tpe", false);
      Instant began = Instant.now();
      deliver();
      assertThat(Duration.between(began, Instant.now()))
          .as(mood.name())
          .isLessThan(WebhookSender.PATIENCE.plusSeconds(5));
      assertThat(outbox.waiting(10)).extracting(OutboxRow::tries).containsExactly(1);
    }
  }

  @Test
  void isTakenUpByAnotherNodeWhenTheFirstDied() throws SQLException {
    webhooks().alert(WebhookEvent.DANGER_ARRIVED, "tpe", false);
    owner.run(
        "update intake.webhook set lease = gen_random_uuid(), leased_until = '%s'"
            .formatted(now.plusSeconds(20)));
    deliver();
    assertThat(standIn.told()).as("the other may still be at it").isEmpty();
    now = now.plusSeconds(21);
    deliver();
    assertThat(standIn.told()).hasSize(1);
  }

  @Test
  void readsTheWordsOnlyWhenItSendsAndSaysNothingOnceTheyDied() {
    HandoverMessage kept = message("pager");
    HandoverMessage erased = message("pager");
    content.words.put(kept.handover(), "樓上有哭聲");
    assertThat(webhooks().receivers(NeighbourSystem.PROTECTION, "tpe")).containsExactly("pager");
    assertThat(webhooks().receivers(NeighbourSystem.PROTECTION, "ntpc")).isEmpty();
    assertThat(webhooks().receivers(NeighbourSystem.POLICE, "tpe")).isEmpty();
    webhooks().send(kept, "tpe");
    webhooks().send(erased, "tpe");
    webhooks().send(message("unknown"), "tpe");
    deliver();

    assertThat(standIn.told()).hasSize(1);
    assertThat(standIn.told().getFirst().text()).contains("case.handed-over", "樓上有哭聲");
    assertThat(content.arrived).containsExactly(kept);
    assertThat(outbox.waiting(10)).isEmpty();
  }

  /// I3: what a receiver declines, or does not take for a day, is heard of and stays.
  @Test
  void saysWhatAReceiverDoesNotTake() {
    HandoverMessage declined = message("pager");
    content.words.put(declined.handover(), "樓上有哭聲");
    standIn.behave(Mood.REFUSES);
    webhooks().send(declined, "tpe");
    deliver();
    assertThat(content.refused).as("may be down for a moment").isEmpty();
    standIn.behave(Mood.DECLINES);
    now = now.plusSeconds(20);
    deliver();
    assertThat(content.refused).containsExactly(declined);
    assertThat(outbox.waiting(10)).hasSize(1);
  }

  private static HandoverMessage message(String receiver) {
    return new HandoverMessage(
        WebhookEvent.CASE_HANDED_OVER, UUID.randomUUID(), UUID.randomUUID(), receiver, 0, 1);
  }

  @Test
  void keepsWhatItGaveUpForTheOperator() {
    standIn.behave(Mood.REFUSES);
    webhooks().alert(WebhookEvent.DANGER_ARRIVED, "tpe", false);
    for (int i = 0; i < 100; i++) {
      deliver();
      now = now.plus(Duration.ofMinutes(16));
    }
    assertThat(outbox.waiting(10)).extracting(OutboxRow::givenUp).containsExactly(true);
    standIn.behave(Mood.WELL);
    assertThat(outbox.retryGivenUp(now)).isEqualTo(1);
    deliver();
    assertThat(outbox.waiting(10)).isEmpty();
  }

  /// O6: an operator is alerted to what waits, without being told whose it is.
  @Test
  void showsWhatWaitsAndHowItWasAnswered() {
    WebhookMetrics counted = new WebhookMetrics(outbox, () -> now, registry);
    counted.look();
    assertThat(gauge("shouwang.webhook.waiting.oldest.age.seconds")).isZero();

    standIn.behave(Mood.REFUSES);
    webhooks().alert(WebhookEvent.DANGER_ARRIVED, "tpe", false);
    deliver(counted);
    now = now.plus(Duration.ofMinutes(5));
    counted.look();
    assertThat(gauge("shouwang.webhook.waiting.oldest.age.seconds")).isBetween(300.0, 360.0);
    assertThat(gauge("shouwang.webhook.given.up.waiting")).isZero();
    assertThat(tries("not_now")).isEqualTo(1);

    for (int i = 0; i < 100; i++) {
      now = now.plus(Duration.ofMinutes(16));
      deliver(counted);
    }
    counted.look();
    assertThat(gauge("shouwang.webhook.waiting.oldest.age.seconds")).isZero();
    assertThat(gauge("shouwang.webhook.given.up.waiting")).isEqualTo(1);

    standIn.behave(Mood.WELL);
    assertThat(outbox.retryGivenUp(now)).isEqualTo(1);
    deliver(counted);
    counted.look();
    assertThat(gauge("shouwang.webhook.given.up.waiting")).isZero();
    assertThat(tries("taken")).isEqualTo(1);
    assertThat(registry.getMeters())
        .flatMap(meter -> meter.getId().getTags())
        .extracting(Tag::getKey)
        .containsOnly("answer");
  }

  private double gauge(String name) {
    return registry.get(name).gauge().value();
  }

  private double tries(String answer) {
    return registry.get("shouwang.webhook.tries").tag("answer", answer).counter().count();
  }

  private String idOfFirst() {
    return standIn.told().getFirst().id();
  }

  private Webhooks webhooks() {
    return webhooks(pager);
  }

  private Webhooks webhooks(WebhookReceiver... receivers) {
    return new Webhooks(
        outbox, new WebhookReceivers(List.of(receivers)), reminders, () -> now, transactions);
  }

  private void deliver() {
    deliver(metrics);
  }

  private void deliver(WebhookMetrics counted) {
    try (var worker =
        new WebhookWorker(
            outbox,
            new WebhookReceivers(List.of(pager)),
            sender,
            content,
            json,
            counted,
            () -> now,
            chance)) {
      worker.deliverDue(pager);
    }
  }

  /// Words in memory.
  private static final class Words implements WebhookContent {

    private final Map<UUID, String> words = new java.util.concurrent.ConcurrentHashMap<>();
    private final List<HandoverMessage> arrived = new java.util.concurrent.CopyOnWriteArrayList<>();
    private final List<HandoverMessage> refused = new java.util.concurrent.CopyOnWriteArrayList<>();

    @Override
    public Reading of(HandoverMessage message) {
      String said = words.get(message.handover());
      return said == null ? new Reading.Nothing() : new Reading.Told(Map.of("words", said));
    }

    @Override
    public void arrived(HandoverMessage message) {
      arrived.add(message);
    }

    @Override
    public void refused(HandoverMessage message) {
      refused.add(message);
    }
  }
}
