package tw.shouwang.api.cases.sender;

/// The message is on the disk, now or since an earlier try.
record MessageAdded(CaseView view) {}
