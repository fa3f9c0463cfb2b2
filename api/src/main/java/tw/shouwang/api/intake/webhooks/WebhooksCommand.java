package tw.shouwang.api.intake.webhooks;

import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.io.PrintWriter;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tw.shouwang.api.process.OperatorCommand;
import tw.shouwang.notifications.outbox.OutboxRow;

/// The commands for messages that receivers have not got yet.
@Singleton
@Command(
    name = "webhooks",
    mixinStandardHelpOptions = true,
    description =
        "Lists what neighbours and pagers were not told yet, and tries again. Staff role.")
final class WebhooksCommand implements OperatorCommand {

  private static final int SHOWN = 1_000;

  private final BeanProvider<WebhookOutbox> outbox;
  private final InstantSource clock;

  @Spec private @Nullable CommandSpec spec;

  WebhooksCommand(BeanProvider<WebhookOutbox> outbox, InstantSource clock) {
    this.outbox = outbox;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    out().println(new CommandLine(this).getUsageMessage());
    return CommandLine.ExitCode.USAGE;
  }

  @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists what waits.")
  int list() {
    for (OutboxRow<String, WebhookMessage> row : outbox.get().waiting(SHOWN)) {
      out()
          .println(
              "%s  %s  %s  tried %d times%s"
                  .formatted(
                      row.key(),
                      row.content().event().type(),
                      row.due(),
                      row.tries(),
                      row.givenUp() ? ", given up" : ""));
    }
    return CommandLine.ExitCode.OK;
  }

  @Command(
      name = "retry",
      mixinStandardHelpOptions = true,
      description = "Tries again what was given up after a day.")
  int retry() {
    out().println("%d are tried again".formatted(outbox.get().retryGivenUp(clock.instant())));
    return CommandLine.ExitCode.OK;
  }

  private PrintWriter out() {
    CommandSpec known = spec;
    return known == null ? new PrintWriter(System.out, true) : known.commandLine().getOut();
  }
}
