package tw.shouwang.api.directory.editing;

import java.util.List;
import tw.shouwang.api.directory.document.EntryDocument;
import tw.shouwang.api.directory.storage.ProposalRow;

/// What the transaction of one change came to.
sealed interface WriteOutcome {

  /// An entry is stored, with its version and revision.
  record Written(EntryDocument entry, long version) implements WriteOutcome {}

  /// An entry is gone, or something else was changed.
  record DirectoryWritten(long revision) implements WriteOutcome {}

  /// A second person has to confirm the change; the entry is as it was.
  record Proposed(ProposalRow proposal) implements WriteOutcome {}

  /// Nothing was written.
  record Refused(DirectoryEdit.Reason reason, List<String> problems) implements WriteOutcome {

    Refused(DirectoryEdit.Reason reason) {
      this(reason, List.of());
    }
  }
}
