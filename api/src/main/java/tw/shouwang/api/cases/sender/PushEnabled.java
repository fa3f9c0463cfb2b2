package tw.shouwang.api.cases.sender;

/// A device is registered for the case.
record PushEnabled(CaseView view) {}
