package tw.shouwang.api.intake.handover;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import tw.shouwang.api.cases.desk.InboxQueries;
import tw.shouwang.api.cases.handovers.HandoverRow;
import tw.shouwang.api.cases.handovers.HandoverState;
import tw.shouwang.api.intake.clocks.CaseCourse;
import tw.shouwang.api.process.InStaffProcess;

/// Lets what became of a hand-over take its course for the case, whoever said it. Always in the
/// transaction of the change, with the case locked.
@Singleton
@Requires(condition = InStaffProcess.class)
class HandoverCourse {

  private final InboxQueries cases;
  private final CaseCourse course;

  HandoverCourse(InboxQueries cases, CaseCourse course) {
    this.cases = cases;
    this.course = course;
  }

  /// What comes back before it has arrived, or is said to come back once more, changes nothing: the
  /// clocks run already.
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
