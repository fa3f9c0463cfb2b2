package tw.shouwang.api.cases.endtoend;

/// Only the new receipt leads to the case.
record SealedReceiptChanged(SealedCaseView view) {}
