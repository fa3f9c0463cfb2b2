package tw.shouwang.api.cases.endtoend;

/// The entries count as read.
record SealedRead(SealedCaseView view) {}
