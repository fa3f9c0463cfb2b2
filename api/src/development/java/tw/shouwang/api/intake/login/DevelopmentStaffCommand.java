package tw.shouwang.api.intake.login;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tw.shouwang.api.process.Environments;

/// Adds a command that prints a login token for a developer. Not in prod, where members log in at
/// the county's identity provider.
@Singleton
@Replaces(StaffCommand.class)
@Requires(notEnv = Environments.PROD)
@Command(
    name = "staff",
    mixinStandardHelpOptions = true,
    description = "Checks the login of staff, and logs in for trying the service out.")
final class DevelopmentStaffCommand extends StaffCommand {

  private final BeanProvider<DevelopmentLogin> login;

  DevelopmentStaffCommand(BeanProvider<StaffTokens> tokens, BeanProvider<DevelopmentLogin> login) {
    super(tokens);
    this.login = login;
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
    String spoken =
        name == null
            ? roles.getFirst().name().toLowerCase(java.util.Locale.ROOT)
            : String.join(" ", name);
    out().println(login.get().token(spoken, roles, centre, Duration.ofHours(hours)));
    return CommandLine.ExitCode.OK;
  }
}
