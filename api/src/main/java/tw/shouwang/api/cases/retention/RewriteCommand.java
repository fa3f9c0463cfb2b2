package tw.shouwang.api.cases.retention;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import tw.shouwang.api.process.ConsoleCommand;
import tw.shouwang.api.process.NightlyJobs;
import tw.shouwang.api.process.ServiceParts;

/// Runs [NightlyRewrite] for a service that does not know the owner's password.
@Command(
    name = "rewrite",
    mixinStandardHelpOptions = true,
    description = {
      "Puts the rows of every table in the order of their random keys, so that a dump does not show"
          + " in which order they came. Run it every night before the backup, in any role; it"
          + " waits for nobody, and what it cannot get is left for the next night.",
      "Needs the owner's password (shouwang.database.owner-password), which no running node needs."
          + " Changes no schema."
    })
public final class RewriteCommand extends ConsoleCommand {

  private final ServiceParts parts;

  public RewriteCommand(ServiceParts parts) {
    this.parts = parts;
  }

  @Override
  public Integer call() {
    // With the owner's password, any other way to the database would migrate it.
    parts.settingsToCheck();
    NightlyRewrite rewrite = parts.get(NightlyRewrite.class);
    if (!rewrite.isPossible()) {
      throw mistake("rewrite needs the owner's password: shouwang.database.owner-password");
    }
    if (!parts.get(NightlyJobs.class).run(NightlyRewrite.JOB, rewrite::runWhole)) {
      out().println("not every table could be had; the log says which");
      return CommandLine.ExitCode.SOFTWARE;
    }
    out().println("The rows of every table lie in the order of their keys.");
    return CommandLine.ExitCode.OK;
  }
}
