package tw.shouwang.api.database;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import tw.shouwang.api.process.ConsoleCommand;
import tw.shouwang.api.process.ServiceParts;

/// Brings the database to the form of this version before a node of it starts.
@Command(
    name = "migrate",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the migrations of this version that have not run, and sets the database up as the"
          + " start does; the staff role also imports the directory. Safe to repeat. Which nodes"
          + " have to stop before is in OPERATIONS.md.",
      "Needs the owner's password: shouwang.database.owner-password, which no running process"
          + " needs."
    })
public final class MigrateCommand extends ConsoleCommand {

  private final ServiceParts parts;

  public MigrateCommand(ServiceParts parts) {
    this.parts = parts;
  }

  @Override
  public Integer call() {
    parts.get(DatabaseStart.class).setUpAsOwner();
    out().println("The database has the form of this version.");
    return CommandLine.ExitCode.OK;
  }
}
