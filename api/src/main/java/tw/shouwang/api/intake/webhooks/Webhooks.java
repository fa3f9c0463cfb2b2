package tw.shouwang.api.intake.webhooks;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tw.shouwang.api.intake.answers.NeighbourSystem;

/// Queues messages for receivers in the caller's transaction: they are sent if and only if it
/// commits. Without a receiver for the event, nothing is written.
@Singleton
public class Webhooks {

  private final WebhookOutbox outbox;
  private final WebhookReceivers receivers;
  private final ReminderRepository reminders;
  private final InstantSource clock;
  private final TransactionOperations<Connection> transactions;

  Webhooks(
      WebhookOutbox outbox,
      WebhookReceivers receivers,
      ReminderRepository reminders,
      InstantSource clock,
      TransactionOperations<Connection> transactions) {
    this.outbox = outbox;
    this.receivers = receivers;
    this.reminders = reminders;
    this.clock = clock;
    this.transactions = transactions;
  }

  /// Whether a receiver is told of the centre's events of a kind.
  public boolean tells(WebhookEvent event, String centre) {
    return receivers.thatWant(event, centre).findAny().isPresent();
  }

  /// Queues an alert for all receivers of the event. It names no case, so a receiver does not learn
  /// when which case arrived.
  ///
  /// @param drill whether it is about an exercise
  public void alert(WebhookEvent event, String centre, boolean drill) {
    receivers
        .thatWant(event, centre)
        .forEach(receiver ->
            queue(receiver.name(), new WebhookMessage(event, centre, null, null, drill)));
  }

  /// Counts a reminder of a deadline. Receivers are told of all of a quarter hour at once, because
  /// a pager that rings for each is not read any more.
  ///
  /// @param clockKind the kind of the clock
  /// @param drill whether it is the deadline of an exercise
  public void remind(WebhookEvent event, String centre, String clockKind, boolean drill) {
    if (receivers.thatWant(event, centre).findAny().isPresent()) {
      reminders.count(centre, quarter(), event, clockKind, drill);
    }
  }

  /// Queues the reminders of the quarter hours that are over, one message a receiver. Removes only
  /// what it has read, because another node may be adding a last one.
  void sendReminders() {
    transactions.executeWrite(transaction -> {
      List<ReminderRow> gathered = reminders.holdBefore(quarter());
      gathered.stream()
          .collect(Collectors.groupingBy(row -> new Gathered(row.centre(), row.drill())))
          .forEach(this::tell);
      for (ReminderRow each : gathered) {
        reminders.remove(
            each.centre(), each.gatheredIn(), each.event(), each.clockKind(), each.drill());
      }
      return null;
    });
  }

  /// What one message is about.
  private record Gathered(String centre, boolean drill) {}

  private void tell(Gathered about, List<ReminderRow> gathered) {
    String centre = about.centre();
    for (WebhookReceiver receiver : receivers.all()) {
      Reminders wanted =
          new Reminders(
              wanted(receiver, centre, gathered, WebhookEvent.DEADLINE_NEAR),
              wanted(receiver, centre, gathered, WebhookEvent.DEADLINE_MISSED));
      if (!wanted.areNone()) {
        queue(
            receiver.name(),
            new WebhookMessage(wanted.event(), centre, null, wanted, about.drill()));
      }
    }
  }

  private static Map<String, Integer> wanted(
      WebhookReceiver receiver, String centre, List<ReminderRow> gathered, WebhookEvent event) {
    return gathered.stream()
        .filter(row -> row.event() == event && receiver.wants(event, centre))
        .collect(Collectors.toMap(ReminderRow::clockKind, ReminderRow::reminders, Integer::sum));
  }

  private Instant quarter() {
    long now = clock.instant().getEpochSecond();
    return Instant.ofEpochSecond(now - now % Duration.ofMinutes(15).toSeconds());
  }

  /// The names of the receivers that are this neighbour for the centre.
  public List<String> receivers(NeighbourSystem neighbour, String centre) {
    return receivers.of(neighbour, centre).map(WebhookReceiver::name).toList();
  }

  /// Queues what goes to a neighbour. Without such a receiver in the settings, nothing is written.
  public void send(HandoverMessage message, String centre) {
    if (receivers.named(message.receiver()).isPresent()) {
      queue(message.receiver(), new WebhookMessage(message.event(), centre, message, null, false));
    }
  }

  private void queue(String receiver, WebhookMessage message) {
    transactions.executeWrite(transaction -> {
      outbox.queue(receiver, message, clock.instant());
      return null;
    });
  }
}
