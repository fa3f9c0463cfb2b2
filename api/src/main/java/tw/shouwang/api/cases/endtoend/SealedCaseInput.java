package tw.shouwang.api.cases.endtoend;

/// The two parts of a receipt; nothing of them was checked yet.
record SealedCaseInput(byte[] lookup, byte[] hand) {

  @Override
  public String toString() {
    return "SealedCaseInput[redacted]";
  }
}
