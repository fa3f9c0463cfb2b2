package tw.shouwang.api.words;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tw.shouwang.api.process.ConsoleCommand;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.MessageCatalog;

/// `messages`: lists missing messages and drafts by language. Exits with 1 if any is missing.
@Command(
    name = "messages",
    mixinStandardHelpOptions = true,
    description =
        "Reports which messages are missing and which a native speaker must still review.")
public final class MessagesCommand extends ConsoleCommand {

  @Option(
      names = "--language",
      paramLabel = "TAG",
      description = "Only this language: zh-TW, en, vi, id, th or fil.")
  private @Nullable String language;

  @Option(names = "--texts", description = "Show each draft under the text it translates.")
  private boolean texts;

  @Override
  public Integer call() {
    List<Language> languages = language == null ? List.of(Language.values()) : List.of(named());
    MessageReport report = new MessageReport(MessageCatalog.load());
    out().println(report.of(languages, texts));
    return report.complete(languages) ? 0 : 1;
  }

  private Language named() {
    return Language.ofTag(language == null ? "" : language)
        .orElseThrow(() -> mistake("no language of ours has this tag"));
  }
}
