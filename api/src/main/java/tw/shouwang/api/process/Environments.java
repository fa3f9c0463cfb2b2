package tw.shouwang.api.process;

/// The names of the environments the service behaves differently in.
public final class Environments {

  /// Real people depend on it: nothing is generated, defaulted or shown that should have been
  /// decided.
  public static final String PROD = "prod";

  private Environments() {}
}
