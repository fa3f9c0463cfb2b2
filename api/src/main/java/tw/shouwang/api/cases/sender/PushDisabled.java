package tw.shouwang.api.cases.sender;

/// No device is remembered for the case any more.
record PushDisabled(CaseView view) {}
