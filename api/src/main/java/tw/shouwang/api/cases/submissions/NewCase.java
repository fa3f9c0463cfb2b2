package tw.shouwang.api.cases.submissions;

import tw.shouwang.api.cases.records.CaseRow;
import tw.shouwang.api.cases.records.CentreWrapRow;
import tw.shouwang.api.cases.records.EntryRow;
import tw.shouwang.api.cases.records.EventRow;
import tw.shouwang.api.cases.records.ReceiptRow;
import tw.shouwang.api.cases.records.ReceiptWrapRow;

/// All rows of a new case, written in one transaction.
record NewCase(
    CaseRow row,
    ReceiptRow receipt,
    CentreWrapRow centreWrap,
    ReceiptWrapRow receiptWrap,
    EntryRow entry,
    EventRow received) {}
