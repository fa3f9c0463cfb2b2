package tw.shouwang.api.cases.retention;

import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
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
import tw.shouwang.api.directory.entries.Centre;
import tw.shouwang.api.process.ConsoleCommand;
import tw.shouwang.api.process.ProcessRoles;

/// The last step of a restore from a backup, before any node is started.
@Singleton
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
final class RestoreCommand extends ConsoleCommand {

  private final BeanProvider<ErasureReplay> replay;
  private final BeanProvider<CentreGenerations> generations;
  private final Directory directory;
  private final ProcessRoles roles;

  @Parameters(
      paramLabel = "FOLDER",
      arity = "0..*",
      description =
          "folders with ledgers of other nodes, beside this one's shouwang.erasures.directory")
  List<Path> folders = List.of();

  RestoreCommand(
      BeanProvider<ErasureReplay> replay,
      BeanProvider<CentreGenerations> generations,
      Directory directory,
      ProcessRoles roles) {
    this.replay = replay;
    this.generations = generations;
    this.directory = directory;
    this.roles = roles;
  }

  @Override
  public Integer call() {
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        out().println("there is no folder " + folder + "; nothing was replayed");
        return CommandLine.ExitCode.USAGE;
      }
    }
    if (roles.isPublic() && forget().failed() > 0) {
      out().println("not all could be forgotten, the log says what: run it again");
      return CommandLine.ExitCode.SOFTWARE;
    }
    if (roles.isStaff()) {
      for (Centre centre : directory.centres()) {
        CentreKey key = generations.get().replaceAfterRestore(centre.code());
        out().println("made generation %d of %s".formatted(key.generation(), centre.code()));
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private ErasureReplay.Report forget() {
    List<Path> all = new ArrayList<>(folders);
    all.add(replay.get().ownFolder());
    ErasureReplay.Report report = replay.get().replay(all);
    out()
        .println(
            "replayed %d lines of erasure ledgers: %d cases were forgotten again"
                .formatted(report.lines(), report.forgotten()));
    return report;
  }
}
