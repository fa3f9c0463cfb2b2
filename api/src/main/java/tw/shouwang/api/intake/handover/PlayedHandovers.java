package tw.shouwang.api.intake.handover;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import tw.shouwang.api.cases.desk.DeskCase;
import tw.shouwang.api.cases.handovers.Handovers;
import tw.shouwang.api.cases.records.Happening;
import tw.shouwang.api.intake.answers.CaseFollower;
import tw.shouwang.api.process.InStaffProcess;

/// What colleagues played as neighbours did not happen once an exercise is real.
@Singleton
@Requires(condition = InStaffProcess.class)
class PlayedHandovers implements CaseFollower {

  private final Handovers handovers;

  PlayedHandovers(Handovers handovers) {
    this.handovers = handovers;
  }

  @Override
  public void happened(Happening what, DeskCase now) {
    if (what == Happening.TAKEN_AS_REAL) {
      handovers.unplay(now.id());
    }
  }
}
