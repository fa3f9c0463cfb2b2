package tw.shouwang.api.cases.endtoend;

/// Up to which position a conversation was read.
record MarkSealedReadInput(byte[] lookup, byte[] hand, int position) {

  @Override
  public String toString() {
    return "MarkSealedReadInput[redacted]";
  }
}
