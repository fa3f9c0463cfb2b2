package tw.shouwang.api.cases.sender;

/// A device is remembered for the case.
record PushEnabled() {}
