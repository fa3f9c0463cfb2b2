package tw.shouwang.api.cases.endtoend;

/// An entry as a client sealed it; nothing of it was checked yet.
record SealedEntryInput(String id, byte[] tag, byte[] fingerprint, byte[] bytes) {

  @Override
  public String toString() {
    return "SealedEntryInput[redacted]";
  }
}
