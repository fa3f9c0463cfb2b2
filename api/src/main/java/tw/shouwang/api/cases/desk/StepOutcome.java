package tw.shouwang.api.cases.desk;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.records.CaseStatus;

/// What became of a worker's step.
public sealed interface StepOutcome {

  /// It is done, or was before.
  ///
  /// @param before the case as the step found it
  /// @param now the case as the step left it
  record Done(DeskCase before, DeskCase now) implements StepOutcome {}

  /// It was not taken, and nothing has changed.
  sealed interface Refused extends StepOutcome {}

  /// The centre has no such case, or its content is erased.
  record Unknown() implements Refused {}

  /// Somebody changed the case since.
  record Conflict(int version) implements Refused {}

  /// A colleague has claimed it.
  record ClaimedByAnother(String name) implements Refused {}

  /// Its status does not allow it.
  record WrongStatus(CaseStatus status) implements Refused {}

  /// It is merged into another case, or others are merged into it.
  record Merged(@Nullable UUID into) implements Refused {}

  /// The case's key does not open: the sealed part was changed, or its key is gone.
  record Unreadable() implements Refused {}

  /// Another reply has this message id.
  record IdTaken() implements Refused {}

  /// The other centre has no key that a case could be wrapped to.
  record NoSuchCentre() implements Refused {}
}
