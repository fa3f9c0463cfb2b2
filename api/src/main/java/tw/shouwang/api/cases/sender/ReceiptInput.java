package tw.shouwang.api.cases.sender;

import tw.shouwang.api.cases.envelope.Receipt;

/// An input that only names the case.
record ReceiptInput(Receipt receipt) {}
