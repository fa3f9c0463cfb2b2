package tw.shouwang.api.intake.handover;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.handovers.HandoverRow;
import tw.shouwang.api.cases.handovers.HandoverState;
import tw.shouwang.api.cases.handovers.Handovers;
import tw.shouwang.api.intake.answers.NeighbourSystem;
import tw.shouwang.api.intake.webhooks.HandoverMessage;
import tw.shouwang.api.intake.webhooks.WebhookEvent;
import tw.shouwang.api.intake.webhooks.Webhooks;
import tw.shouwang.api.process.InStaffProcess;

/// Looks for a receiver for a hand-over that has none, and sends it there.
@Singleton
@Requires(condition = InStaffProcess.class)
class ReceiverSearch {

  private final Handovers handovers;
  private final Webhooks webhooks;

  ReceiverSearch(Handovers handovers, Webhooks webhooks) {
    this.handovers = handovers;
    this.webhooks = webhooks;
  }

  /// Does so in the caller's transaction.
  void lookFor(HandoverRow handover) {
    Optional<NeighbourSystem> neighbour = NeighbourSystem.named(handover.neighbour());
    if (neighbour.isEmpty()) {
      return;
    }
    List<String> there = webhooks.receivers(neighbour.get(), handover.centre());
    @Nullable String now = handover.receiver();
    if (now != null && there.contains(now)) {
      return;
    }
    if (there.isEmpty()) {
      if (handover.state() != HandoverState.NO_RECEIVER) {
        handovers.setReceiver(handover, null);
      }
      return;
    }
    String found = there.getFirst();
    if (handovers.setReceiver(handover, found)) {
      webhooks.send(
          new HandoverMessage(
              WebhookEvent.CASE_HANDED_OVER,
              handover.id(),
              handover.caseId(),
              found,
              0,
              handovers.wholeOf(handover)),
          handover.centre());
    }
  }
}
