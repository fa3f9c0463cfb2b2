package tw.shouwang.api.operators;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import tw.shouwang.api.process.ConsoleCommand;

/// Prints the reference of all settings.
@Command(
    name = "settings",
    mixinStandardHelpOptions = true,
    description = {
      "Prints every setting: its variable, its property, unit, default, which processes use it,"
          + " whether prod needs it, and what it is for.",
      "Reads no setting of this process, and starts nothing."
    })
public final class SettingsCommand extends ConsoleCommand {

  @Override
  public Integer call() {
    out().println(SettingsReference.packed().table());
    return CommandLine.ExitCode.OK;
  }
}
