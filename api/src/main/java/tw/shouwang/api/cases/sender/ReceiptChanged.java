package tw.shouwang.api.cases.sender;

/// Only the new receipt opens the case.
public record ReceiptChanged(CaseView view) {}
