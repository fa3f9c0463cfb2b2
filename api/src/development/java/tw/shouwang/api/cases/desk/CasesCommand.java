package tw.shouwang.api.cases.desk;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tw.shouwang.api.cases.envelope.TamperedException;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.cases.records.CaseRow;
import tw.shouwang.api.cases.records.CaseStatus;
import tw.shouwang.api.process.ConsoleCommand;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.ServiceParts;

/// A worker's steps as a command, for development only: without login and audit.
@Command(
    name = "cases",
    mixinStandardHelpOptions = true,
    description = "Takes a worker's steps, for trying the service out. Not in prod.")
public final class CasesCommand extends ConsoleCommand {

  private final ServiceParts parts;

  public CasesCommand(ServiceParts parts) {
    this.parts = parts;
  }

  private UnattendedDesk desk() {
    if (parts.settings().getActiveNames().contains(Environments.PROD)) {
      throw mistake("not in prod: staff have a login and an audit trail there");
    }
    return parts.afterSetUp(UnattendedDesk.class);
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists open cases, the newest hundred.")
  int list() {
    for (CaseRow row : parts.get(CaseRepository.class).listOpen(100)) {
      out()
          .println(
              "%s  %s  %s  %s  %s  %s"
                  .formatted(
                      row.id(),
                      row.receivedAt(),
                      row.centre(),
                      row.status(),
                      row.urgency(),
                      row.topic()));
    }
    return CommandLine.ExitCode.OK;
  }

  @Command(
      name = "acknowledge",
      mixinStandardHelpOptions = true,
      description = "Marks a case as seen; without an id all that are only received.")
  int acknowledge(@Parameters(arity = "0..1", paramLabel = "CASE") @Nullable UUID id) {
    List<UUID> ids =
        id != null
            ? List.of(id)
            : parts.get(CaseRepository.class).listOpen(100).stream()
                .filter(row -> row.status() == CaseStatus.RECEIVED)
                .map(CaseRow::id)
                .toList();
    ids.forEach(desk()::acknowledge);
    out().println("acknowledged %d".formatted(ids.size()));
    return CommandLine.ExitCode.OK;
  }

  @Command(
      name = "read",
      mixinStandardHelpOptions = true,
      description = "Prints the conversation of a case.")
  int read(@Parameters(paramLabel = "CASE") UUID id) throws TamperedException {
    for (OpenedCase.OpenedEntry entry : desk().open(id)) {
      out().println((entry.fromStaff() ? "staff: " : "sender: ") + entry.fields());
    }
    return CommandLine.ExitCode.OK;
  }

  @Command(name = "reply", mixinStandardHelpOptions = true, description = "Answers the sender.")
  int reply(
      @Parameters(paramLabel = "CASE") UUID id,
      @Parameters(paramLabel = "WORDS", arity = "1..*") List<String> words) {
    desk().reply(id, String.join(" ", words));
    return CommandLine.ExitCode.OK;
  }

  @Command(
      name = "refer",
      mixinStandardHelpOptions = true,
      description = "Names entries of the directory, by key.")
  int refer(
      @Parameters(paramLabel = "CASE") UUID id,
      @Parameters(paramLabel = "KEY", arity = "1..*") List<String> keys) {
    desk().refer(id, keys);
    return CommandLine.ExitCode.OK;
  }

  @Command(name = "close", mixinStandardHelpOptions = true, description = "Closes a case.")
  int close(@Parameters(paramLabel = "CASE") UUID id) {
    desk().close(id, null);
    return CommandLine.ExitCode.OK;
  }

  @Command(
      name = "reopen",
      mixinStandardHelpOptions = true,
      description = "Opens a closed case again.")
  int reopen(@Parameters(paramLabel = "CASE") UUID id) {
    desk().reopen(id);
    return CommandLine.ExitCode.OK;
  }
}
