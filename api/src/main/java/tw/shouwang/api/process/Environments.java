package tw.shouwang.api.process;

/// The names of the environments the service behaves differently in.
public final class Environments {

  /// Real people depend on it: nothing is generated, defaulted or shown that should have been
  /// decided.
  public static final String PROD = "prod";

  /// One command of an operator's, perhaps beside a running service: no port, no worker.
  public static final String COMMAND = "command";

  private Environments() {}
}
