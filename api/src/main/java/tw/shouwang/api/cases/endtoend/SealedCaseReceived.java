package tw.shouwang.api.cases.endtoend;

/// The form is stored on disk, now or by an earlier try.
record SealedCaseReceived(SealedCaseView view) {}
