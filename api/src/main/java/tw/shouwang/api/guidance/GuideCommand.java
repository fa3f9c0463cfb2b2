package tw.shouwang.api.guidance;

import io.micronaut.context.annotation.Prototype;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tw.shouwang.api.process.OperatorCommand;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.Messages;

/// `guide`: prints the channel guide as a table, for review by professionals.
@Prototype
@Command(
    name = "guide",
    mixinStandardHelpOptions = true,
    description = "Prints the rules of the channel guide, and what comes of every situation.")
final class GuideCommand implements OperatorCommand {

  private final ChannelGuide guide;

  // Set by picocli before the call.
  @SuppressWarnings("NullAway.Init")
  @Spec
  private CommandSpec spec;

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

  @Option(names = "--all", description = "Add every combination of signs.")
  private boolean all;

  GuideCommand(ChannelGuide guide) {
    this.guide = guide;
  }

  @Override
  public Integer call() {
    Language chosen =
        Language.ofTag(language)
            .orElseThrow(() ->
                new ParameterException(spec.commandLine(), "no language of ours has this tag"));
    GuideTable table = new GuideTable(guide, Messages.of("guidance"), chosen, area);
    spec.commandLine().getOut().println(table.rows());
    if (all) {
      spec.commandLine().getOut().println(table.combinations());
    }
    return 0;
  }
}
