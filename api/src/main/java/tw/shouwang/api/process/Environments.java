package tw.shouwang.api.process;

/// The environments in which the service behaves differently.
public final class Environments {

  /// Real people depend on the service: nothing that an operator should decide is generated or
  /// defaulted, and no development tool is shown.
  public static final String PROD = "prod";

  /// One operator's command, which may run beside the service: no port, no workers.
  public static final String COMMAND = "command";

  /// A command that looks at the database as it is: nothing is migrated or set up.
  public static final String LOOK = "look";

  private Environments() {}
}
