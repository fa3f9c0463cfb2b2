package tw.shouwang.api.intake.webhooks;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.intake.answers.NeighbourSystem;

/// Queues messages for receivers in the caller's transaction: they are sent if and only if it
/// commits. Without a receiver for the event, nothing is written.
@Singleton
public class Webhooks {

  private final WebhookOutbox outbox;
  private final WebhookReceivers receivers;
  private final InstantSource clock;
  private final TransactionOperations<Connection> transactions;

  Webhooks(
      WebhookOutbox outbox,
      WebhookReceivers receivers,
      InstantSource clock,
      TransactionOperations<Connection> transactions) {
    this.outbox = outbox;
    this.receivers = receivers;
    this.clock = clock;
    this.transactions = transactions;
  }

  /// Queues an alert for all receivers of the event. It names no case, so a receiver does not learn
  /// when which case arrived.
  public void alert(WebhookEvent event, String centre) {
    receivers.thatWant(event, centre).forEach(receiver -> queue(receiver, event, null));
  }

  /// Queues the hand-over of a case to all receivers that are this neighbour for the centre.
  ///
  /// @return whether this centre has such a neighbour
  public boolean handOver(NeighbourSystem neighbour, String centre, UUID caseId) {
    List<WebhookReceiver> found = receivers.of(neighbour, centre).toList();
    found.forEach(receiver -> queue(receiver, WebhookEvent.CASE_HANDED_OVER, caseId));
    return !found.isEmpty();
  }

  private void queue(WebhookReceiver receiver, WebhookEvent event, @Nullable UUID caseId) {
    transactions.executeWrite(transaction -> {
      outbox.queue(
          receiver.name(), new WebhookMessage(event, receiver.centre(), caseId), clock.instant());
      return null;
    });
  }
}
