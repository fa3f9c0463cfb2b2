package tw.shouwang.api.process;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// A command that writes to the console. The default prints its usage; a command that works without
/// a subcommand overrides `call`.
public abstract class ConsoleCommand implements OperatorCommand {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    out().println(new CommandLine(this).getUsageMessage());
    return CommandLine.ExitCode.USAGE;
  }

  /// The exception that ends a command with this sentence and its usage.
  protected final CommandLine.ParameterException mistake(String sentence) {
    CommandSpec known = spec;
    return new CommandLine.ParameterException(
        known == null ? new CommandLine(this) : known.commandLine(), sentence);
  }

  /// Standard output, or a test's replacement.
  protected final PrintWriter out() {
    CommandSpec known = spec;
    return known == null ? new PrintWriter(System.out, true) : known.commandLine().getOut();
  }
}
