package tw.shouwang.api.words;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tw.shouwang.api.process.ConsoleCommand;
import tw.shouwang.i18n.Corrections;
import tw.shouwang.i18n.Corrections.Outcome;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.MessageCatalog;
import tw.shouwang.i18n.MessageFolder;

/// `i18n`: exports a language's messages for a native speaker and imports the corrections.
@Command(
    name = "i18n",
    mixinStandardHelpOptions = true,
    description =
        "Sends the messages of a language to a native speaker, and takes corrections back.")
public final class I18nCommand extends ConsoleCommand {

  private static final String MESSAGES = "i18n/src/main/resources/messages";

  /// Days are those of Taiwan, not of the machine.
  private static final ZoneId TAIPEI = ZoneId.of("Asia/Taipei");

  private final InstantSource clock;

  public I18nCommand() {
    this(InstantSource.system());
  }

  I18nCommand(InstantSource clock) {
    this.clock = clock;
  }

  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = {
        "Writes the messages of a language to a gettext file (.po), which translators' editors"
            + " open.",
        "Drafts are marked fuzzy; the reviewer takes the mark off what is right and rewrites what"
            + " is not."
      })
  int export(
      @Option(
              names = "--language",
              required = true,
              paramLabel = "TAG",
              description = "en, vi, id, th or fil.")
          String tag,
      @Parameters(paramLabel = "FILE", description = "The file to write.") Path file)
      throws IOException {
    Language language = Language.ofTag(tag).orElse(Language.ZH_TW);
    if (language == Language.ZH_TW) {
      out().println("The language is en, vi, id, th or fil; Traditional Chinese is the master.");
      return ExitCode.USAGE;
    }
    Files.writeString(file, corrections().export(language));
    out().println("%s holds the messages in %s.".formatted(file, language.tag()));
    return ExitCode.OK;
  }

  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description =
          "Takes a file back into the messages of a checkout, with who reviewed and when. Takes all"
              + " of it or, with the reasons, nothing.")
  int importFile(
      @Parameters(paramLabel = "FILE", description = "The file that came back.") Path file,
      @Option(
              names = "--messages",
              defaultValue = MESSAGES,
              paramLabel = "FOLDER",
              description = "The folder of messages, by default ${DEFAULT-VALUE}.")
          Path folder,
      @Option(names = "--check", description = "Say what would be taken, and write nothing.")
          boolean check)
      throws IOException {
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      out().println("There is no file " + file + ".");
      return ExitCode.SOFTWARE;
    } catch (CharacterCodingException e) {
      out().println(file + " is not in UTF-8; save it so and send it again.");
      return ExitCode.SOFTWARE;
    }
    return switch (corrections().read(text)) {
      case Outcome.Refused refused -> {
        refused.problems().forEach(out()::println);
        out().println("Nothing was taken.");
        yield ExitCode.SOFTWARE;
      }
      case Outcome.Accepted accepted -> take(accepted, folder, check);
    };
  }

  private int take(Outcome.Accepted accepted, Path folder, boolean check) throws IOException {
    if (!check) {
      new MessageFolder(folder).write(accepted);
    }
    int rewritten = accepted.texts().size();
    out()
        .println(
            "%s: %d rewritten, %d confirmed, by %s on %s%s"
                .formatted(
                    accepted.language().tag(),
                    rewritten,
                    accepted.reviews().size() - rewritten,
                    accepted.reviewer(),
                    accepted.on(),
                    check ? "; nothing was written." : "."));
    return ExitCode.OK;
  }

  private Corrections corrections() {
    return new Corrections(MessageCatalog.load(), LocalDate.ofInstant(clock.instant(), TAIPEI));
  }
}
