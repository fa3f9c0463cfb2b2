package tw.shouwang.api.intake.webhooks;

import java.time.Instant;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import tw.shouwang.api.process.ConsoleCommand;
import tw.shouwang.api.process.ServiceParts;
import tw.shouwang.notifications.outbox.OutboxRow;

/// The commands for messages that receivers have not got yet.
@Command(
    name = "webhooks",
    mixinStandardHelpOptions = true,
    description =
        "Lists what neighbours and pagers were not told yet, and tries again. Staff role.")
public final class WebhooksCommand extends ConsoleCommand {

  private static final int SHOWN = 1_000;

  private final ServiceParts parts;

  public WebhooksCommand(ServiceParts parts) {
    this.parts = parts;
  }

  @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists what waits.")
  int list() {
    for (OutboxRow<String, WebhookMessage> row : parts.get(WebhookOutbox.class).waiting(SHOWN)) {
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
    out()
        .println(
            "%d are tried again"
                .formatted(parts.get(WebhookOutbox.class).retryGivenUp(Instant.now())));
    return CommandLine.ExitCode.OK;
  }
}
