package tw.shouwang.api.intake.webhooks;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.List;
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
    receivers
        .thatWant(event, centre)
        .forEach(receiver -> queue(receiver.name(), new WebhookMessage(event, centre, null)));
  }

  /// The names of the receivers that are this neighbour for the centre.
  public List<String> receivers(NeighbourSystem neighbour, String centre) {
    return receivers.of(neighbour, centre).map(WebhookReceiver::name).toList();
  }

  /// Queues what goes to a neighbour. Without such a receiver in the settings, nothing is written.
  public void send(HandoverMessage message, String centre) {
    if (receivers.named(message.receiver()).isPresent()) {
      queue(message.receiver(), new WebhookMessage(message.event(), centre, message));
    }
  }

  private void queue(String receiver, WebhookMessage message) {
    transactions.executeWrite(transaction -> {
      outbox.queue(receiver, message, clock.instant());
      return null;
    });
  }
}
