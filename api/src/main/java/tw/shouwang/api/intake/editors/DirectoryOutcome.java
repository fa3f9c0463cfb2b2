package tw.shouwang.api.intake.editors;

import tw.shouwang.api.directory.editing.AgencyLinks;
import tw.shouwang.api.directory.editing.DirectoryEdit;
import tw.shouwang.api.intake.answers.StaffRefused;

/// The result of a change of the directory by an editor. Each kind wraps its answer in the schema.
sealed interface DirectoryOutcome {

  record EntryChanged(DirectoryEdit.ResourceChanged answer) implements DirectoryOutcome {}

  record Changed(DirectoryEdit.DirectoryChanged answer) implements DirectoryOutcome {}

  /// A second editor has to confirm the change.
  record Proposed(DirectoryEdit.ResourceChangeProposed answer) implements DirectoryOutcome {}

  /// A link for the agency. The token is shown only here.
  record LinkMade(AgencyLinks.AgencyLinkMade answer) implements DirectoryOutcome {}

  record Refused(StaffRefused answer) implements DirectoryOutcome {}
}
