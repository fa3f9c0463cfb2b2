package tw.shouwang.api.process;

/// A reason not to start that an operator can remove. The message is the complete sentence that the
/// operator reads; no stack trace is printed.
public final class StartRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StartRefused(String sentence) {
    super(sentence);
  }

  public StartRefused(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
