package tw.shouwang.api.intake.webhooks;

import java.time.Instant;
import java.util.Base64;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tw.shouwang.api.keys.KeyFiles;
import tw.shouwang.api.keys.KeyFolder;
import tw.shouwang.api.process.ConsoleCommand;
import tw.shouwang.api.process.ServiceParts;
import tw.shouwang.notifications.outbox.OutboxRow;

/// The commands for messages that receivers have not got yet.
@Command(
    name = "webhooks",
    mixinStandardHelpOptions = true,
    description =
        "What neighbours and pagers are told: their secrets, a test, and what waits. Staff role.")
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
      name = "make-secret",
      mixinStandardHelpOptions = true,
      description = {
        "Makes the secret that a receiver shares with us, and prints it once, in the form of"
            + " standardwebhooks.com. One that is there stays.",
        "All staff nodes share the key file."
      })
  int makeSecret(
      @Parameters(paramLabel = "NAME", description = "the receiver's name") String name) {
    if (!WebhookSettings.NAME.matcher(name).matches()) {
      throw mistake(
          "a receiver's name is of lowercase letters, digits, dashes and underscores, 40 at most");
    }
    KeyFiles files = KeyFolder.of(parts.settings());
    byte[] secret = files.random();
    if (!files.create(WebhookReceiver.keyName(name), secret)) {
      out().println(WebhookReceiver.keyName(name) + " is there");
      return CommandLine.ExitCode.OK;
    }
    out().println("whsec_" + Base64.getEncoder().encodeToString(secret));
    return CommandLine.ExitCode.OK;
  }

  @Command(
      name = "test",
      mixinStandardHelpOptions = true,
      description = {
        "Sends a receiver one signed message of the type test, without content, and says whether it"
            + " was taken."
      })
  int test(@Parameters(paramLabel = "NAME", description = "the receiver's name") String name) {
    WebhookReceiver receiver =
        parts
            .get(WebhookReceivers.class)
            .named(name)
            .orElseThrow(() -> mistake("there is no receiver of this name in shouwang.webhooks"));
    WebhookSender.Answer answer = parts.get(WebhookSender.class).sendTest(receiver);
    out().println(answer.inWords());
    return answer == WebhookSender.Answer.TAKEN
        ? CommandLine.ExitCode.OK
        : CommandLine.ExitCode.SOFTWARE;
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
