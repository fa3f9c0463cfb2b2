package tw.shouwang.api.cases.desk;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.records.CaseStatus;

/// The result of a worker's step.
public sealed interface StepOutcome {

  /// The step is done, now or earlier.
  ///
  /// @param before the case before the step
  /// @param now the case after the step
  record Done(DeskCase before, DeskCase now) implements StepOutcome {}

  /// The step was refused, and nothing has changed.
  sealed interface Refused extends StepOutcome {}

  /// The centre has no such case, or its content is erased.
  record Unknown() implements Refused {}

  /// Somebody changed the case after the worker read it.
  record Conflict(int version) implements Refused {}

  /// A colleague has claimed it.
  record ClaimedByAnother(String name) implements Refused {}

  /// The case's status does not allow the step.
  record WrongStatus(CaseStatus status) implements Refused {}

  /// The case is merged into another one, or others are merged into it.
  record Merged(@Nullable UUID into) implements Refused {}

  /// The case was not merged into another one within the last day.
  record NotMergedLately() implements Refused {}

  /// The case's key cannot be opened: the sealed bytes were changed, or the centre's key is gone.
  record Unreadable() implements Refused {}

  /// Another reply has this message id.
  record IdTaken() implements Refused {}

  /// Staff have reached the number of entries of one case.
  record Full() implements Refused {}

  /// The sender has not named the next call's time, or its means, as safe.
  record NotASafeTime() implements Refused {}

  /// An exercise and a real case cannot be put together, or it is no exercise.
  record NotBothExercises() implements Refused {}

  /// The other centre has no key that a case could be wrapped to.
  record NoSuchCentre() implements Refused {}
}
