package tw.shouwang.api.cases;

/// A device is remembered for the case.
record PushEnabled() {}
