package tw.shouwang.api.cases.envelope;

/// Who wrote an entry. The direction is authenticated, so that a reply cannot be passed off as the
/// sender's.
public enum Direction {
  FROM_SENDER((byte) 1),
  FROM_STAFF((byte) 2);

  private final byte code;

  Direction(byte code) {
    this.code = code;
  }

  byte code() {
    return code;
  }
}
