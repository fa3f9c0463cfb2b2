package tw.shouwang.api.cases;

import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tw.shouwang.api.process.OperatorCommand;

/// Retention by hand; it also runs every night.
@Singleton
@Command(
    name = "retention",
    mixinStandardHelpOptions = true,
    description =
        "Closes silent cases, erases words whose time has come, and moves receipt wraps to this"
            + " week's storage key. Public role.")
final class RetentionCommand implements OperatorCommand {

  private final BeanProvider<Retention> retention;

  @Option(names = "--dry-run", description = "Only count what would be done.")
  private boolean dryRun;

  @Spec private @Nullable CommandSpec spec;

  RetentionCommand(BeanProvider<Retention> retention) {
    this.retention = retention;
  }

  @Override
  public Integer call() {
    Retention.Report report = dryRun ? retention.get().dryRun() : retention.get().run();
    CommandSpec known = spec;
    PrintWriter out =
        known == null ? new PrintWriter(System.out, true) : known.commandLine().getOut();
    out.println(
        "%s: cases closed %d, cases erased %d, receipts forgotten %d, wraps moved %d, storage keys destroyed %d"
            .formatted(
                dryRun ? "would be" : "done",
                report.closed(),
                report.erased(),
                report.receiptsForgotten(),
                report.wrapsMoved(),
                report.weeksDestroyed().size()));
    return CommandLine.ExitCode.OK;
  }
}
