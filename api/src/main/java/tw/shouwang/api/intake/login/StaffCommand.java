package tw.shouwang.api.intake.login;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import tw.shouwang.api.process.ConsoleCommand;
import tw.shouwang.api.process.ServiceParts;

/// Explains to an operator why a staff token is refused, because its bearer sees only 401.
@Command(
    name = "staff",
    mixinStandardHelpOptions = true,
    description = "Checks the login of staff.")
public class StaffCommand extends ConsoleCommand {

  private static final int MOST_BYTES = 100_000;

  /// What OPERATIONS.md asks of a provider, and a minute for its clock.
  private static final Duration LONGEST = Duration.ofMinutes(16);

  private final ServiceParts parts;

  public StaffCommand(ServiceParts parts) {
    this.parts = parts;
  }

  /// @return 0 for a token of a member with at least one right, else 1
  @Command(
      name = "check-token",
      mixinStandardHelpOptions = true,
      description = {
        "Reads a token from standard input and says whom it lets in, or why nobody.",
        "Asks the identity provider for its keys, as the service does."
      })
  public int checkToken() throws IOException {
    String sent = new String(System.in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).strip();
    TokenReading reading =
        parts.afterSetUp(StaffTokens.class).read(sent.replaceFirst("^(?i:bearer) +", ""));
    if (reading instanceof TokenReading.Holds(var member, _)) {
      out().println("valid until " + member.until());
      if (member.until().isAfter(Instant.now().plus(LONGEST))) {
        out()
            .println(
                "This token is valid for more than a quarter of an hour; the service cannot revoke one.");
      }
      out().println("roles " + member.roles());
      out().println("centre " + (member.centre() == null ? "none" : member.centre()));
    }
    for (TokenProblem problem : reading.problems()) {
      out().println(problem.reason() + ": " + problem.detail());
    }
    return reading.problems().isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }
}
