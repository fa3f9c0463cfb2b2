package tw.shouwang.api.cases.retention;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tw.shouwang.api.process.ConsoleCommand;
import tw.shouwang.api.process.NightlyJobs;
import tw.shouwang.api.process.ProcessRoles;
import tw.shouwang.api.process.ServiceParts;

/// Runs retention manually; it also runs every night.
@Command(
    name = "retention",
    mixinStandardHelpOptions = true,
    description = {
      "Closes silent cases, erases words whose time has come, and moves receipt wraps to this"
          + " week's storage key. Public role.",
      "With the owner's password (shouwang.database.owner-password) it also does what `rewrite`"
          + " does."
    })
public final class RetentionCommand extends ConsoleCommand {

  private final ServiceParts parts;

  @Option(names = "--dry-run", description = "Only count what would be done.")
  private boolean dryRun;

  public RetentionCommand(ServiceParts parts) {
    this.parts = parts;
  }

  @Override
  public Integer call() {
    if (!ProcessRoles.of(parts.settings()).isPublic()) {
      throw mistake("retention is of the public role, which this process does not have");
    }
    RetentionRun retention = parts.get(RetentionRun.class);
    RetentionRun.Report report = dryRun ? retention.dryRun() : retention.run();
    out()
        .println(
            ("%s: cases warned of %d, closed %d, erased %d, receipts forgotten %d, wraps moved %d,"
                    + " storage keys destroyed %d, left by erasures and mended %d, failed %d")
                .formatted(
                    dryRun ? "would be" : "done",
                    report.warned(),
                    report.closed(),
                    report.erased(),
                    report.receiptsForgotten(),
                    report.wrapsMoved(),
                    report.weeksDestroyed().size(),
                    report.mended(),
                    report.failed()));
    NightlyRewrite rewrite = parts.get(NightlyRewrite.class);
    if (!dryRun && rewrite.isPossible()) {
      boolean whole = parts.get(NightlyJobs.class).run(NightlyRewrite.JOB, rewrite::runWhole);
      out()
          .println(
              "tables in the order of their keys: " + (whole ? "all" : "not all, see the log"));
    }
    return report.failed() == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }
}
