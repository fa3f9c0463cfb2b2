package tw.shouwang.api.cases;

/// Everything of a new case that is written in one transaction.
record NewCase(
    CaseRow row,
    ReceiptRow receipt,
    CentreWrapRow centreWrap,
    ReceiptWrapRow receiptWrap,
    EntryRow entry,
    EventRow received) {}
