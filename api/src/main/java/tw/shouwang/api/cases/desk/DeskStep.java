package tw.shouwang.api.cases.desk;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.records.CaseStatus;

/// What became of a worker's step.
public sealed interface DeskStep {

  /// It is done, or was before.
  ///
  /// @param now the case as it is now
  record Done(DeskCase now) implements DeskStep {}

  /// The centre has no such case, or its words have died.
  record Unknown() implements DeskStep {}

  /// Somebody changed the case since.
  record Conflict(int version) implements DeskStep {}

  /// A colleague has taken it.
  record ClaimedByAnother(String name) implements DeskStep {}

  /// Its status does not allow it.
  record WrongStatus(CaseStatus status) implements DeskStep {}

  /// It goes on as another case, or others go on as it.
  record Merged(@Nullable UUID into) implements DeskStep {}

  /// The case's key does not open: the sealed part was changed, or its key is gone.
  record Unreadable() implements DeskStep {}

  /// Another reply has this message id.
  record IdTaken() implements DeskStep {}

  /// The other centre has no key that a case could be wrapped to.
  record NoSuchCentre() implements DeskStep {}
}
