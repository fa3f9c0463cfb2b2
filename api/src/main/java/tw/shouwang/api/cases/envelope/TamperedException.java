package tw.shouwang.api.cases.envelope;

/// Sealed bytes that are not what was sealed, or not where they were sealed for. Says no more than
/// that: which part did not fit is nobody's business.
public final class TamperedException extends Exception {

  private static final long serialVersionUID = 1L;

  public TamperedException() {
    super("sealed data does not open");
  }
}
