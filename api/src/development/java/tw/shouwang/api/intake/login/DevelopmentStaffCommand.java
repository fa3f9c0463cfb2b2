package tw.shouwang.api.intake.login;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.ServiceParts;

/// Adds a command that prints a login token for a developer. Not in prod, where members log in at
/// the county's identity provider.
@Command(
    name = "staff",
    mixinStandardHelpOptions = true,
    description = "Checks the login of staff, and logs in for trying the service out.")
public final class DevelopmentStaffCommand extends StaffCommand {

  private final ServiceParts parts;

  public DevelopmentStaffCommand(ServiceParts parts) {
    super(parts);
    this.parts = parts;
  }

  @Command(
      name = "token",
      mixinStandardHelpOptions = true,
      description = {
        "Prints a bearer token for /staff/graphql, and nothing else.",
        "It is signed by a key in the data folder that only a service outside prod trusts."
      })
  int token(
      @Option(
              names = "--role",
              required = true,
              split = ",",
              description = "one or more, by commas: ${COMPLETION-CANDIDATES}")
          List<StaffRole> roles,
      @Option(names = "--centre", description = "e.g. tpe; a directory editor needs none")
          @Nullable String centre,
      @Option(names = "--name", arity = "1..*", description = "as colleagues know them")
          @Nullable List<String> name,
      @Option(names = "--hours", defaultValue = "8", description = "how long it holds: 8")
          int hours) {
    if (parts.settings().getActiveNames().contains(Environments.PROD)) {
      throw mistake("not in prod: staff log in at the county's identity provider");
    }
    String spoken =
        name == null
            ? roles.getFirst().name().toLowerCase(java.util.Locale.ROOT)
            : String.join(" ", name);
    out()
        .println(
            parts
                .get(DevelopmentLogin.class)
                .token(spoken, roles, centre, Duration.ofHours(hours)));
    return CommandLine.ExitCode.OK;
  }
}
