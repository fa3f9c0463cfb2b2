package tw.shouwang.api.cases.endtoend;

/// The parts of two receipts, and the client's wrap for the new one.
record ChangeSealedReceiptInput(
    byte[] lookup, byte[] hand, byte[] newLookup, byte[] newHandCheck, byte[] receiptWrap) {

  @Override
  public String toString() {
    return "ChangeSealedReceiptInput[redacted]";
  }
}
