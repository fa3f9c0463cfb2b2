package tw.shouwang.api.intake.webhooks;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Queues messages for receivers in the caller's transaction: they are sent if and only if it
/// commits. Without a receiver for the event, nothing is written.
@Singleton
public class Webhooks {

  private final WebhookOutbox outbox;
  private final List<WebhookReceiver> receivers;
  private final InstantSource clock;
  private final TransactionOperations<Connection> transactions;

  Webhooks(
      WebhookOutbox outbox,
      List<WebhookReceiver> receivers,
      InstantSource clock,
      TransactionOperations<Connection> transactions) {
    this.outbox = outbox;
    this.receivers = List.copyOf(receivers);
    this.clock = clock;
    this.transactions = transactions;
  }

  /// Queues an alert for all receivers of the event. It names no case, so a receiver does not learn
  /// when which case arrived.
  public void alert(WebhookEvent event, String centre) {
    receivers.stream()
        .filter(receiver -> receiver.wants(event, centre))
        .forEach(receiver -> queue(receiver, event, null));
  }

  /// Queues the hand-over of a case to one neighbour.
  ///
  /// @return whether this centre has such a neighbour
  public boolean handOver(String receiverName, String centre, UUID caseId) {
    List<WebhookReceiver> found =
        receivers.stream()
            .filter(receiver -> receiver.name().equals(receiverName))
            .filter(receiver -> receiver.wants(WebhookEvent.CASE_HANDED_OVER, centre))
            .toList();
    found.forEach(receiver -> queue(receiver, WebhookEvent.CASE_HANDED_OVER, caseId));
    return !found.isEmpty();
  }

  /// The neighbours to which cases of a centre can be handed over.
  public List<String> neighbours(String centre) {
    return receivers.stream()
        .filter(receiver -> receiver.wants(WebhookEvent.CASE_HANDED_OVER, centre))
        .map(WebhookReceiver::name)
        .sorted()
        .toList();
  }

  private void queue(WebhookReceiver receiver, WebhookEvent event, @Nullable UUID caseId) {
    transactions.executeWrite(transaction -> {
      outbox.queue(
          receiver.name(), new WebhookMessage(event, receiver.centre(), caseId), clock.instant());
      return null;
    });
  }
}
