package tw.shouwang.api.cases.sender;

import tw.shouwang.api.cases.envelope.Receipt;

/// The receipt that somebody else may have seen, and its replacement.
record ChangeReceiptInput(Receipt receipt, Receipt newReceipt) {}
