package tw.shouwang.api.cases.endtoend;

/// The message is stored on disk, now or by an earlier try.
record SealedMessageAdded(SealedCaseView view) {}
