package tw.shouwang.api.intake.handover;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.cases.handovers.HandoverRow;
import tw.shouwang.api.cases.handovers.Handovers;
import tw.shouwang.api.intake.webhooks.HandoverMessage;
import tw.shouwang.api.intake.webhooks.WebhookEvent;
import tw.shouwang.api.intake.webhooks.Webhooks;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.foundation.Alarm;

/// Sends to neighbours what happened after a hand-over: later messages of the sender, and a
/// withdrawal. Looks for a receiver for hand-overs without one. Remembers nothing between two runs;
/// any node does any part.
@Singleton
@Requires(condition = InStaffProcess.class)
@Requires(notEnv = Environments.COMMAND)
class HandoverJob {

  private static final Logger LOG = LoggerFactory.getLogger(HandoverJob.class);
  private static final int BATCH = 100;
  private static final Duration NUMBERS_KEPT_FOR = Duration.ofDays(2);

  private final Handovers handovers;
  private final Webhooks webhooks;
  private final ReceiverSearch receivers;
  private final NeighbourReportRepository reports;
  private final InstantSource clock;
  private final TransactionOperations<Connection> transactions;
  private final Alarm alarm;

  HandoverJob(
      Handovers handovers,
      Webhooks webhooks,
      ReceiverSearch receivers,
      NeighbourReportRepository reports,
      InstantSource clock,
      TransactionOperations<Connection> transactions) {
    this.handovers = handovers;
    this.webhooks = webhooks;
    this.receivers = receivers;
    this.reports = reports;
    this.clock = clock;
    this.transactions = transactions;
    this.alarm = new Alarm(LOG, clock);
  }

  @Scheduled(initialDelay = "5s", fixedDelay = "2s")
  void followUp() {
    attempt(this::sendNews);
  }

  /// Receivers are settings, which change at a restart only; the first run after it finds those of
  /// waiting hand-overs.
  @Scheduled(initialDelay = "5s", fixedDelay = "10m")
  void findReceivers() {
    attempt(this::lookForReceivers);
  }

  @Scheduled(initialDelay = "15m", fixedDelay = "6h")
  void forgetNumbers() {
    attempt(() -> reports.removeOlder(clock.instant().minus(NUMBERS_KEPT_FOR)));
  }

  private void attempt(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      alarm.warn("hand-overs are looked at again in a moment: {}", e.getClass().getSimpleName());
    }
  }

  /// Sends each in a transaction of its own, so that a failing one does not delay the others.
  void sendNews() {
    UUID after = new UUID(0, 0);
    List<UUID> page;
    do {
      page = handovers.withNews(after, BATCH);
      for (UUID each : page) {
        after = each;
        attempt(() ->
            transactions.executeWrite(transaction -> {
              handovers.takeNews(each).ifPresent(this::send);
              return null;
            }));
      }
    } while (page.size() == BATCH);
  }

  private void send(Handovers.Next next) {
    switch (next) {
      case Handovers.Next.FollowUp(var handover, var from, var until) ->
          send(handover, WebhookEvent.CASE_FOLLOWED_UP, from, until);
      case Handovers.Next.Withdrawal(var handover) ->
          send(handover, WebhookEvent.CASE_WITHDRAWN, 0, 0);
    }
  }

  private void send(HandoverRow handover, WebhookEvent event, int from, int until) {
    String receiver = handover.receiver();
    if (receiver != null) {
      webhooks.send(
          new HandoverMessage(event, handover.id(), handover.caseId(), receiver, from, until),
          handover.centre());
    }
  }

  void lookForReceivers() {
    UUID after = new UUID(0, 0);
    List<HandoverRow> page;
    do {
      page = handovers.undelivered(after, BATCH);
      for (HandoverRow each : page) {
        after = each.id();
        attempt(() ->
            transactions.executeWrite(transaction -> {
              receivers.lookFor(each);
              return null;
            }));
      }
    } while (page.size() == BATCH);
  }
}
