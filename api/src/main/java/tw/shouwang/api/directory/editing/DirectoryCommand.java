package tw.shouwang.api.directory.editing;

import io.micronaut.json.JsonMapper;
import io.micronaut.serde.exceptions.SerdeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tw.shouwang.api.directory.document.LineTableDocument;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;
import tw.shouwang.api.directory.snapshot.SnapshotStore;
import tw.shouwang.api.directory.understanding.LexiconFile;
import tw.shouwang.api.directory.understanding.LexiconGroup;
import tw.shouwang.api.directory.understanding.Trainer;
import tw.shouwang.api.directory.understanding.Understanding;
import tw.shouwang.api.process.ConsoleCommand;
import tw.shouwang.api.process.ServiceParts;
import tw.shouwang.i18n.Language;

/// The commands for the directory. The file's extension decides between CSV and JSON.
@Command(
    name = "directory",
    mixinStandardHelpOptions = true,
    description = "The working-day calendar, and the directory to and from a file.")
public final class DirectoryCommand extends ConsoleCommand {

  private static final String OPERATOR = "operator";

  private final ServiceParts parts;

  public DirectoryCommand(ServiceParts parts) {
    this.parts = parts;
  }

  @Command(
      name = "import-calendar",
      mixinStandardHelpOptions = true,
      description = "Loads a year's working-day table (the government's CSV, UTF-8 or CP950).")
  int importCalendar(
      @Parameters(paramLabel = "FILE", description = "The CSV.") Path file,
      @Option(
              names = "--edition",
              description = "How this edition is called; by default the file's name.",
              defaultValue = "")
          String edition)
      throws IOException {
    String name = edition.isEmpty() ? String.valueOf(file.getFileName()) : edition;
    byte[] table = Files.readAllBytes(file);
    return report(editing().importCalendar(OPERATOR, table, name));
  }

  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = "Writes all entries to a file, .json or .csv.")
  int export(@Parameters(paramLabel = "FILE", description = "The file.") Path file)
      throws IOException {
    Files.write(file, isCsv(file) ? transfer().exportCsv() : transfer().exportJson());
    return CommandLine.ExitCode.OK;
  }

  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description = "Reads entries from a file, .json or .csv.")
  int importEntries(
      @Parameters(paramLabel = "FILE", description = "The file.") Path file,
      @Option(names = "--dry-run", description = "Only say what would change.") boolean dryRun)
      throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    DirectoryTransfer.Report report =
        isCsv(file)
            ? transfer().importCsv(OPERATOR, bytes, dryRun)
            : transfer().importJson(OPERATOR, bytes, dryRun);
    report.added().forEach(key -> out().println("new      " + key));
    report.changed().forEach((key, fields) -> out().println("changed  " + key + " " + fields));
    report
        .proposed()
        .forEach(key -> out().println("waits for a second person to confirm it: " + key));
    report.badRows().forEach(row -> out().println("line " + row.line() + ": " + row.problem()));
    return report.badRows().isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  @Command(
      name = "stale",
      mixinStandardHelpOptions = true,
      description = "Lists what is due for a check: the day, the key, whom to ask and where.")
  int stale() {
    for (DirectoryEditing.DueResource due : editing().due()) {
      out()
          .printf(
              "%s  %s  %s  %s%s%s%n",
              due.dueOn(),
              due.resource().key(),
              due.resource().entry().agency().text(Language.ZH_TW),
              due.askAt() == null ? "-" : due.askAt(),
              due.reports() == 0 ? "" : "  reported: " + due.reports(),
              due.linkUntil() == null ? "" : "  asked, answer until " + due.linkUntil());
    }
    return CommandLine.ExitCode.OK;
  }

  @Command(
      name = "export-understanding",
      mixinStandardHelpOptions = true,
      description = "Writes what texts are understood by: lexicon.txt and lines.json.")
  int exportUnderstanding(@Parameters(paramLabel = "FOLDER", description = "Where to.") Path folder)
      throws IOException {
    Understanding understanding = directory().understanding();
    Files.writeString(folder.resolve("lexicon.txt"), LexiconFile.written(understanding.lexicon()));
    Files.write(
        folder.resolve("lines.json"),
        json()
            .writeValueAsBytes(
                new LineTableDocument(
                    understanding.table().crisisLines().stream().sorted().toList(),
                    understanding.table().rules())));
    return CommandLine.ExitCode.OK;
  }

  @Command(
      name = "edit-understanding",
      mixinStandardHelpOptions = true,
      description =
          "Changes what texts are understood by. Refuses what would hide a line for a crisis, and"
              + " names the sentence.")
  int editUnderstanding(
      @Parameters(
              paramLabel = "FILE",
              description = "Groups of the lexicon (.txt), or the whole table of lines (.json).")
          Path file,
      @Option(
              names = "--corpus",
              required = true,
              description = "The sentences to try it over, not those kept apart.")
          Path corpus,
      @Option(names = "--dry-run", description = "Only say what would be refused.") boolean dryRun)
      throws IOException {
    List<LexiconGroup> groups = List.of();
    LineTableDocument table = null;
    try {
      if (String.valueOf(file).endsWith(".json")) {
        table = json().readValue(Files.readAllBytes(file), LineTableDocument.class);
      } else {
        groups = LexiconFile.parse(Files.readString(file));
      }
      Trainer trainer = Trainer.over(corpus, directory().areas().values());
      return report(
          parts.get(UnderstandingEditor.class).edit(OPERATOR, trainer, groups, table, dryRun));
    } catch (IllegalArgumentException | SerdeException e) {
      out().println("refused: " + e.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  @Command(
      name = "train",
      mixinStandardHelpOptions = true,
      description = "Trains the model that understands texts, for a release.")
  int train(
      @Parameters(paramLabel = "CORPUS", description = "Sentences with what they say.") Path corpus,
      @Parameters(paramLabel = "FOLDER", description = "Where the model is kept.") Path folder)
      throws IOException {
    DirectorySnapshot snapshot = directory();
    try {
      out()
          .println(
              Trainer.over(corpus, snapshot.areas().values())
                  .train(snapshot.understanding().lexicon(), folder));
      return CommandLine.ExitCode.OK;
    } catch (IllegalArgumentException e) {
      out().println("refused: " + e.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  private int report(DirectoryEdit edit) {
    return switch (edit) {
      case DirectoryEdit.ResourceChanged changed -> CommandLine.ExitCode.OK;
      case DirectoryEdit.DirectoryChanged changed -> {
        out().println("the directory is now " + changed.directoryVersion());
        yield CommandLine.ExitCode.OK;
      }
      case DirectoryEdit.ResourceChangeProposed proposed -> CommandLine.ExitCode.OK;
      case DirectoryEdit.Refused refused -> {
        out().println("refused: " + refused.reason());
        refused.told(Language.EN).forEach(out()::println);
        yield CommandLine.ExitCode.SOFTWARE;
      }
    };
  }

  private DirectoryEditing editing() {
    return parts.afterSetUp(DirectoryEditing.class);
  }

  private DirectoryTransfer transfer() {
    return parts.afterSetUp(DirectoryTransfer.class);
  }

  private DirectorySnapshot directory() {
    return parts.afterSetUp(SnapshotStore.class).current();
  }

  private JsonMapper json() {
    return parts.get(JsonMapper.class);
  }

  private static boolean isCsv(Path file) {
    return String.valueOf(file).endsWith(".csv");
  }
}
