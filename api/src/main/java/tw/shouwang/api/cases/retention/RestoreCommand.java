package tw.shouwang.api.cases.retention;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tw.shouwang.api.cases.envelope.CentreKey;
import tw.shouwang.api.cases.sealing.CentreGenerations;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.process.ConsoleCommand;
import tw.shouwang.api.process.ProcessRoles;
import tw.shouwang.api.process.ServiceParts;
import tw.shouwang.api.process.StartRefused;

/// The last step of a restore from a backup, before any node is started.
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a database that was restored from a backup forget what was erased since. Run it while"
          + " no node runs: in the public role, with the erasure ledgers of every public node, and"
          + " in the staff role, where it sees to it that nothing new is sealed for keys that have"
          + " been destroyed since.",
      "",
      "Safe to run again. Whatever it says, words that were erased more than 21 days ago open"
          + " nowhere, because the keys of their time are destroyed."
    })
public final class RestoreCommand extends ConsoleCommand {

  private final ServiceParts parts;

  @Parameters(
      paramLabel = "FOLDER",
      arity = "0..*",
      description =
          "folders with ledgers of other nodes, beside this one's shouwang.erasures.directory")
  private List<Path> folders = List.of();

  public RestoreCommand(ServiceParts parts) {
    this.parts = parts;
  }

  @Override
  public Integer call() {
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        out().println("there is no folder " + folder + "; nothing was replayed");
        return CommandLine.ExitCode.USAGE;
      }
      if (ErasureLedger.files(folder).isEmpty()) {
        out().println("there is no ledger of erasures in " + folder + "; nothing was replayed");
        return CommandLine.ExitCode.USAGE;
      }
    }
    ProcessRoles roles = parts.afterSetUp(ProcessRoles.class);
    if (roles.isPublic() && forget().failed() > 0) {
      out().println("not all could be forgotten, the log says what: run it again");
      return CommandLine.ExitCode.SOFTWARE;
    }
    if (roles.isStaff() && !renewsGenerations()) {
      out().println("not every centre has a new generation: put its keys back and run it again");
      return CommandLine.ExitCode.SOFTWARE;
    }
    return CommandLine.ExitCode.OK;
  }

  /// Makes a new generation of each centre that is served here. One whose signing key is not here,
  /// or is not the one that the nodes know, is named and left out.
  ///
  /// @return whether each of them has one now; false where none is served here
  private boolean renewsGenerations() {
    CentreGenerations generations = parts.get(CentreGenerations.class);
    List<String> served = generations.served(parts.get(Directory.class).centres());
    boolean all = !served.isEmpty();
    for (String centre : served) {
      try {
        CentreKey key = generations.replaceAfterRestore(centre);
        out().println("made generation %d of %s".formatted(key.generation(), centre));
      } catch (StartRefused e) {
        all = false;
        out().println("left out %s: %s".formatted(centre, e.getMessage()));
      }
    }
    return all;
  }

  private ErasureReplay.Report forget() {
    List<Path> all = new ArrayList<>(folders);
    ErasureReplay replay = parts.get(ErasureReplay.class);
    all.add(replay.ownFolder());
    ErasureReplay.Report report = replay.replay(all);
    out()
        .println(
            "replayed %d lines of erasure ledgers: %d cases were forgotten again"
                .formatted(report.lines(), report.forgotten()));
    return report;
  }
}
