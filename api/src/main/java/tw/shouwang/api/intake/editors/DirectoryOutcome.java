package tw.shouwang.api.intake.editors;

import tw.shouwang.api.directory.editing.DirectoryEdit;
import tw.shouwang.api.intake.answers.StaffRefused;

/// What became of a change of the directory that an editor asked for; each wraps its answer in the
/// schema.
sealed interface DirectoryOutcome {

  record EntryChanged(DirectoryEdit.ResourceChanged answer) implements DirectoryOutcome {}

  record Changed(DirectoryEdit.DirectoryChanged answer) implements DirectoryOutcome {}

  /// A second person has to confirm it.
  record Proposed(DirectoryEdit.ResourceChangeProposed answer) implements DirectoryOutcome {}

  record Refused(StaffRefused answer) implements DirectoryOutcome {}
}
