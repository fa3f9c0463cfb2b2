package tw.shouwang.api.cases.envelope;

/// Sealed bytes were changed or moved to another place. The exception does not say which part did
/// not fit, so that an attacker learns nothing.
public final class TamperedException extends Exception {

  private static final long serialVersionUID = 1L;

  public TamperedException() {
    super("sealed data does not open");
  }
}
