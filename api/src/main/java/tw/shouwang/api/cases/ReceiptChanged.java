package tw.shouwang.api.cases;

/// Only the new receipt opens the case.
record ReceiptChanged(CaseView view) {}
