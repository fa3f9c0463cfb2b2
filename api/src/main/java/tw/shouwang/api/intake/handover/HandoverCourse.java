package tw.shouwang.api.intake.handover;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import tw.shouwang.api.cases.desk.InboxQueries;
import tw.shouwang.api.cases.handovers.HandoverRow;
import tw.shouwang.api.cases.handovers.HandoverState;
import tw.shouwang.api.intake.clocks.CaseCourse;
import tw.shouwang.api.process.InStaffProcess;

/// Passes a change of a hand-over to [CaseCourse], whoever reported it. Always in the transaction
/// of the change, with the case locked.
@Singleton
@Requires(condition = InStaffProcess.class)
class HandoverCourse {

  private final InboxQueries cases;
  private final CaseCourse course;

  HandoverCourse(InboxQueries cases, CaseCourse course) {
    this.cases = cases;
    this.course = course;
  }

  /// Only a hand-over that had arrived and comes back changes the case's clocks; otherwise they run
  /// already.
  ///
  /// @param centre that of the case now
  void changed(HandoverRow now, HandoverState before, String centre) {
    if (now.state() == HandoverState.RETURNED && before.meetsTheLaw()) {
      cases
          .find(now.caseId(), centre)
          .ifPresent(known -> course.handedBack(known, now.neighbour()));
    }
  }
}
