package tw.shouwang.api.intake.webhooks;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.shouwang.notifications.outbox.BackOff;
import tw.shouwang.notifications.outbox.Outbox;
import tw.shouwang.notifications.outbox.OutboxColumns;
import tw.shouwang.notifications.outbox.OutboxDatabase;
import tw.shouwang.notifications.outbox.OutboxKind;
import tw.shouwang.notifications.outbox.OutboxRow;

/// The queue of messages, by receiver. Each message is sent by itself, in no fixed order. A message
/// that its receiver does not accept for a day stays, visible to operators, until an operator
/// retries it.
@Singleton
final class WebhookOutbox {

  private static final OutboxKind<String, WebhookMessage> KIND =
      new OutboxKind<>(
          "intake.webhook",
          new Columns(),
          new BackOff(Duration.ofSeconds(10), Duration.ofMinutes(15), Duration.ofHours(24)),
          OutboxKind.Coalescing.NONE,
          OutboxKind.Order.ANY,
          new OutboxKind.AtEnd.KeptUntilTakenBack());

  private final Outbox<String, WebhookMessage> rows;

  WebhookOutbox(OutboxDatabase database) {
    this.rows = new Outbox<>(KIND, database);
  }

  Outbox<String, WebhookMessage> rows() {
    return rows;
  }

  /// Queues in the caller's transaction, due at once.
  void queue(String receiver, WebhookMessage message, Instant now) {
    rows.queueNow(receiver, message, now, false);
  }

  /// The messages that are due first.
  List<OutboxRow<String, WebhookMessage>> waiting(int most) {
    return rows.list(most);
  }

  /// Makes all given-up messages due again.
  ///
  /// @return how many
  int retryGivenUp(Instant now) {
    return rows.takeBack(Integer.MAX_VALUE, now);
  }

  private static final class Columns implements OutboxColumns<String, WebhookMessage> {

    @Override
    public String key() {
      return "receiver";
    }

    @Override
    public Object keyValue(String receiver) {
      return receiver;
    }

    @Override
    public String readKey(ResultSet row) throws SQLException {
      return row.getString("receiver");
    }

    @Override
    public List<String> content() {
      return List.of(
          "event",
          "centre",
          "case_id",
          "hand_over",
          "from_entry",
          "until_entry",
          "reminders",
          "drill");
    }

    @Override
    public List<@Nullable Object> contentValues(WebhookMessage message) {
      HandoverMessage handover = message.handover();
      Reminders reminders = message.reminders();
      return Arrays.asList(
          message.event().name(),
          message.centre(),
          handover == null ? null : handover.caseId(),
          handover == null ? null : handover.handover(),
          handover == null ? 0 : handover.from(),
          handover == null ? 0 : handover.until(),
          reminders == null ? null : reminders.text(),
          message.drill());
    }

    @Override
    public WebhookMessage readContent(ResultSet row) throws SQLException {
      WebhookEvent event = WebhookEvent.valueOf(row.getString("event"));
      String reminders = row.getString("reminders");
      UUID handover = row.getObject("hand_over", UUID.class);
      return new WebhookMessage(
          event,
          row.getString("centre"),
          handover == null
              ? null
              : new HandoverMessage(
                  event,
                  handover,
                  row.getObject("case_id", UUID.class),
                  row.getString("receiver"),
                  row.getInt("from_entry"),
                  row.getInt("until_entry")),
          reminders == null ? null : Reminders.of(reminders),
          row.getBoolean("drill"));
    }
  }
}
