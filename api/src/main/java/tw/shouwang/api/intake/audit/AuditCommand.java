package tw.shouwang.api.intake.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tw.shouwang.api.intake.audit.AuditVerification.Verdict;
import tw.shouwang.api.process.ConsoleCommand;
import tw.shouwang.api.process.ServiceParts;

/// The commands for the audit trails, for the people who are responsible for them.
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = "Says whether the audit trails are what was written. Staff role.")
public final class AuditCommand extends ConsoleCommand {

  private final ServiceParts parts;

  public AuditCommand(ServiceParts parts) {
    this.parts = parts;
  }

  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = {
        "Reads every trail and compares it with its chain and with the heads that were signed.",
        "Give it the logs too: whoever can cut the end of a trail can also empty the table of"
            + " signed heads, but not the log."
      })
  int verify(
      @Option(
              names = "--log",
              paramLabel = "FILE",
              description = "a log of a staff process; may be given several times")
          @Nullable List<Path> logs)
      throws IOException {
    List<SignedHead> logged = new ArrayList<>();
    for (Path log : logs == null ? List.<Path>of() : logs) {
      try (Stream<String> lines = Files.lines(log)) {
        lines.map(SignedHead::parse).flatMap(Optional::stream).forEach(logged::add);
      }
    }
    List<Verdict> verdicts = parts.get(AuditVerification.class).verify(logged);
    verdicts.forEach(verdict -> out().println(verdict.centre() + ": " + sentence(verdict)));
    out().println("%d signed heads came from logs".formatted(logged.size()));
    return verdicts.stream().allMatch(Verdict.Intact.class::isInstance)
        ? CommandLine.ExitCode.OK
        : CommandLine.ExitCode.SOFTWARE;
  }

  private static String sentence(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Intact(var centre, var entries, var heads) ->
          "intact, %d entries, %d signed heads agree".formatted(entries, heads);
      case Verdict.Edited(var centre, var number) ->
          "BROKEN: entry %d is not what was written after the one before it".formatted(number);
      case Verdict.Removed(var centre, var number) ->
          "BROKEN: entry %d was removed".formatted(number);
      case Verdict.Cut(var centre, var last, var expected) ->
          "BROKEN: ends at entry %d, but there was an entry %d".formatted(last, expected);
      case Verdict.Recomputed(var centre, var number) ->
          "BROKEN: entry %d is not the one that was signed; the trail was written anew"
              .formatted(number);
      case Verdict.ForgedHead(var centre, var number) ->
          "BROKEN: a head for entry %d was not signed with the audit key".formatted(number);
    };
  }
}
