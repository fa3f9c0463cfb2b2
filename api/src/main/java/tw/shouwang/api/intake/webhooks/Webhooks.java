package tw.shouwang.api.intake.webhooks;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Promises, in the caller's transaction, that receivers are told: they are if and only if it
/// commits. Where nobody wants to know, nothing is written.
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

  /// Wakes whoever wants to be woken. Names no case: the receiver is not told which one arrived
  /// when.
  public void alert(WebhookEvent event, String centre) {
    receivers.stream()
        .filter(receiver -> receiver.wants(event, centre))
        .forEach(receiver -> queue(receiver, event, null));
  }

  /// Hands a case over to one neighbour.
  ///
  /// @return whether there is such a neighbour for cases of this centre
  public boolean handOver(String receiverName, String centre, UUID caseId) {
    List<WebhookReceiver> found =
        receivers.stream()
            .filter(receiver -> receiver.name().equals(receiverName))
            .filter(receiver -> receiver.wants(WebhookEvent.CASE_HANDED_OVER, centre))
            .toList();
    found.forEach(receiver -> queue(receiver, WebhookEvent.CASE_HANDED_OVER, caseId));
    return !found.isEmpty();
  }

  /// The neighbours that take over cases of a centre.
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
