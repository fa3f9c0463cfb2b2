package tw.shouwang.api.cases.sender;

/// Only the new receipt opens the case.
record ReceiptChanged(CaseView view) {}
