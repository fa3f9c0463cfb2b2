package tw.shouwang.api.intake.work;

import java.util.List;
import tw.shouwang.api.intake.answers.StaffCase;
import tw.shouwang.api.intake.answers.StaffRefused;

/// The answer to a worker's step.
sealed interface StepAnswer {

  /// The schema's type of the same name: the step was done.
  ///
  /// @param changed the case after the step, `case` in the schema
  record CaseChanged(StaffCase changed, List<String> warnings) implements StepAnswer {

    public CaseChanged {
      warnings = List.copyOf(warnings);
    }
  }

  /// The schema's type of the same name: cases were closed, each in a separate transaction.
  record CasesClosed(List<StaffCase> closed, List<CaseLeftOpen> leftOpen) implements StepAnswer {

    public CasesClosed {
      closed = List.copyOf(closed);
      leftOpen = List.copyOf(leftOpen);
    }
  }

  /// The schema's type of the same name.
  ///
  /// @param id as it was sent
  record CaseLeftOpen(String id, StaffRefused refused) {}

  /// The schema's type of the same name: a colleague's claims were moved, each in a separate
  /// transaction.
  ///
  /// @param left how many open cases the colleague still has
  record ClaimsMoved(List<StaffCase> moved, int left) implements StepAnswer {

    public ClaimsMoved {
      moved = List.copyOf(moved);
    }
  }

  record Refused(StaffRefused refusal) implements StepAnswer {}
}
