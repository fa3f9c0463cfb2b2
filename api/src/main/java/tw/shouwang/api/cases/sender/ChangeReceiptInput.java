package tw.shouwang.api.cases.sender;

import tw.shouwang.api.cases.envelope.Receipt;

/// The receipt that somebody else may have seen, and the one to take its place.
record ChangeReceiptInput(Receipt receipt, Receipt newReceipt) {}
