package tw.shouwang.api.cases.sender;

/// No device is registered for the case any more.
public record PushDisabled(CaseView view) {}
