package tw.shouwang.api.intake.handover;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import tw.shouwang.api.cases.desk.DeskCase;
import tw.shouwang.api.cases.handovers.Handovers;
import tw.shouwang.api.cases.records.Happening;
import tw.shouwang.api.intake.answers.CaseFollower;
import tw.shouwang.api.process.InStaffProcess;

/// Resets the hand-overs of an exercise that became real, in which colleagues played the
/// neighbours, and sends them to their receivers at once.
@Singleton
@Requires(condition = InStaffProcess.class)
class PlayedHandovers implements CaseFollower {

  private final Handovers handovers;
  private final ReceiverSearch receivers;

  PlayedHandovers(Handovers handovers, ReceiverSearch receivers) {
    this.handovers = handovers;
    this.receivers = receivers;
  }

  @Override
  public void happened(Happening what, DeskCase now) {
    if (what == Happening.TAKEN_AS_REAL) {
      handovers.unplay(now.id()).forEach(receivers::lookFor);
    }
  }
}
