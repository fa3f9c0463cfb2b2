package tw.shouwang.api.guidance;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tw.shouwang.api.process.ConsoleCommand;
import tw.shouwang.api.process.ServiceParts;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.Messages;

/// `guide`: prints the channel guide as a table, for review by professionals.
@Command(
    name = "guide",
    mixinStandardHelpOptions = true,
    description =
        "Prints the rules of the channel guide, what comes of every sign, and whom the law"
            + " obliges.")
public final class GuideCommand extends ConsoleCommand {

  private final ServiceParts parts;

  @Option(
      names = "--language",
      defaultValue = "zh-TW",
      paramLabel = "TAG",
      description = "The language of the table, by default ${DEFAULT-VALUE}.")
  private String language = "zh-TW";

  @Option(
      names = "--area",
      paramLabel = "CODE",
      description = "Whose services to name, e.g. 63000030; nationwide ones otherwise.")
  private @Nullable String area;

  @Option(names = "--all", description = "Add what comes of every sign and every pair of signs.")
  private boolean all;

  @Option(
      names = "--duties",
      description = "Print alone who must report what to whom within which time, by article.")
  private boolean duties;

  public GuideCommand(ServiceParts parts) {
    this.parts = parts;
  }

  @Override
  public Integer call() {
    Language chosen =
        Language.ofTag(language).orElseThrow(() -> mistake("no language of ours has this tag"));
    Messages messages = Messages.of("guidance");
    if (duties) {
      out().print(new DutyTable(messages, chosen).text());
      return 0;
    }
    GuideTable table =
        new GuideTable(parts.afterSetUp(ChannelGuide.class), messages, chosen, area, Instant.now());
    out().println(table.rows());
    if (all) {
      out().println(table.combinations());
    }
    return 0;
  }
}
