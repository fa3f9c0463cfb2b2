package tw.shouwang.api.intake.handover;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import tw.shouwang.api.cases.desk.DeskCase;
import tw.shouwang.api.cases.handovers.Handovers;
import tw.shouwang.api.cases.records.Happening;
import tw.shouwang.api.intake.answers.CaseFollower;
import tw.shouwang.api.process.InStaffProcess;

/// What colleagues played as neighbours did not happen once an exercise is real: what was on its
/// way goes to its receiver at once.
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
