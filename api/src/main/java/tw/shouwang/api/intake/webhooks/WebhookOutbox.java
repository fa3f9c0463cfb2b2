package tw.shouwang.api.intake.webhooks;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.shouwang.notifications.outbox.BackOff;
import tw.shouwang.notifications.outbox.Outbox;
import tw.shouwang.notifications.outbox.OutboxColumns;
import tw.shouwang.notifications.outbox.OutboxDatabase;
import tw.shouwang.notifications.outbox.OutboxKind;
import tw.shouwang.notifications.outbox.OutboxRow;

/// What receivers are still to be told, by the receiver's name. Each message is sent by itself, in
/// no order. What a receiver did not take for a day is kept and shown until an operator takes it
/// back.
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

  /// In the caller's transaction, due at once.
  void queue(String receiver, WebhookMessage message, Instant now) {
    rows.queueNow(receiver, message, now, false);
  }

  /// Those that are due first.
  List<OutboxRow<String, WebhookMessage>> waiting(int most) {
    return rows.list(most);
  }

  /// Lets everything that was given up go again.
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
      return List.of("event", "centre", "case_id");
    }

    @Override
    public List<@Nullable Object> contentValues(WebhookMessage message) {
      return Arrays.asList(message.event().name(), message.centre(), message.caseId());
    }

    @Override
    public WebhookMessage readContent(ResultSet row) throws SQLException {
      return new WebhookMessage(
          WebhookEvent.valueOf(row.getString("event")),
          row.getString("centre"),
          row.getObject("case_id", java.util.UUID.class));
    }
  }
}
