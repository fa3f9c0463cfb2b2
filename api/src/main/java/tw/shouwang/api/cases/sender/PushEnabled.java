package tw.shouwang.api.cases.sender;

/// A device is registered for the case.
public record PushEnabled(CaseView view) {}
