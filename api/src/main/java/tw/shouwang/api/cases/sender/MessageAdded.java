package tw.shouwang.api.cases.sender;

/// The message is stored on disk, now or by an earlier try.
public record MessageAdded(CaseView view) {}
