package tw.shouwang.api.directory.editing;

import java.util.List;
import tw.shouwang.api.directory.document.EntryDocument;
import tw.shouwang.api.directory.storage.ProposalRow;

/// The result of a change's transaction.
sealed interface WriteOutcome {

  /// An entry was written, with its version and revision.
  record Written(EntryDocument entry, long version) implements WriteOutcome {}

  /// An entry was removed, or something else was changed.
  record DirectoryWritten(long revision) implements WriteOutcome {}

  /// A second person has to confirm the change; the entry is unchanged.
  record Proposed(ProposalRow proposal) implements WriteOutcome {}

  /// Nothing was written.
  ///
  /// @param inEntry what is wrong in the entry, by its places
  record Refused(DirectoryEdit.Reason reason, List<String> problems, List<EntryProblem> inEntry)
      implements WriteOutcome {

    Refused(DirectoryEdit.Reason reason) {
      this(reason, List.of());
    }

    Refused(DirectoryEdit.Reason reason, List<String> problems) {
      this(reason, problems, List.of());
    }
  }
}
