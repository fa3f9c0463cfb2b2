package tw.shouwang.api.process;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// A command that answers on the console. By itself it says how it is used; one that does something
/// without a word after its name says so in its own `call`.
public abstract class ConsoleCommand implements OperatorCommand {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    out().println(new CommandLine(this).getUsageMessage());
    return CommandLine.ExitCode.USAGE;
  }

  /// Standard output, or where whoever runs the command reads it.
  protected final PrintWriter out() {
    CommandSpec known = spec;
    return known == null ? new PrintWriter(System.out, true) : known.commandLine().getOut();
  }
}
