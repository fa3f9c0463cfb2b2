package tw.shouwang.api.directory.editing;

import io.micronaut.json.JsonMapper;
import io.micronaut.serde.exceptions.SerdeException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tw.shouwang.api.directory.document.LineTableDocument;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;
import tw.shouwang.api.directory.snapshot.SnapshotStore;
import tw.shouwang.api.directory.understanding.LexiconFile;
import tw.shouwang.api.directory.understanding.LexiconGroup;
import tw.shouwang.api.directory.understanding.Trainer;
import tw.shouwang.api.directory.understanding.Understanding;
import tw.shouwang.api.process.OperatorCommand;
import tw.shouwang.i18n.Language;

/// The commands for the directory. The file's extension decides between CSV and JSON.
@Singleton
@Command(
    name = "directory",
    description = "The working-day calendar, and the directory to and from a file.")
class DirectoryCommand implements OperatorCommand {

  private static final String OPERATOR = "operator";

  private final DirectoryEditing editing;
  private final DirectoryTransfer transfer;
  private final SnapshotStore store;
  private final UnderstandingEditor understanding;
  private final JsonMapper json;

  @Spec CommandSpec spec = CommandSpec.create();

  DirectoryCommand(
      DirectoryEditing editing,
      DirectoryTransfer transfer,
      SnapshotStore store,
      UnderstandingEditor understanding,
      JsonMapper json) {
    this.editing = editing;
    this.transfer = transfer;
    this.store = store;
    this.understanding = understanding;
    this.json = json;
  }

  @Override
  public Integer call() {
    out()
        .println(
            "directory import-calendar | import | export | export-understanding |"
                + " edit-understanding | stale | train");
    return CommandLine.ExitCode.USAGE;
  }

  @Command(
      name = "import-calendar",
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
    return report(editing.importCalendar(OPERATOR, Files.readAllBytes(file), name));
  }

  @Command(name = "export", description = "Writes all entries to a file, .json or .csv.")
  int export(@Parameters(paramLabel = "FILE", description = "The file.") Path file)
      throws IOException {
    Files.write(file, isCsv(file) ? transfer.exportCsv() : transfer.exportJson());
    return CommandLine.ExitCode.OK;
  }

  @Command(name = "import", description = "Reads entries from a file, .json or .csv.")
  int importEntries(
      @Parameters(paramLabel = "FILE", description = "The file.") Path file,
      @Option(names = "--dry-run", description = "Only say what would change.") boolean dryRun)
      throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    DirectoryTransfer.Report report =
        isCsv(file)
            ? transfer.importCsv(OPERATOR, bytes, dryRun)
            : transfer.importJson(OPERATOR, bytes, dryRun);
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
      description = "Lists what is due for a check: the day, the key, whom to ask and where.")
  int stale() {
    for (DirectoryEditing.DueResource due : editing.due()) {
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
      description = "Writes what texts are understood by: lexicon.txt and lines.json.")
  int exportUnderstanding(@Parameters(paramLabel = "FOLDER", description = "Where to.") Path folder)
      throws IOException {
    Understanding understanding = store.current().understanding();
    Files.writeString(folder.resolve("lexicon.txt"), LexiconFile.written(understanding.lexicon()));
    Files.write(
        folder.resolve("lines.json"),
        json.writeValueAsBytes(
            new LineTableDocument(
                understanding.table().crisisLines().stream().sorted().toList(),
                understanding.table().rules())));
    return CommandLine.ExitCode.OK;
  }

  @Command(
      name = "edit-understanding",
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
        table = json.readValue(Files.readAllBytes(file), LineTableDocument.class);
      } else {
        groups = LexiconFile.parse(Files.readString(file));
      }
      Trainer trainer = Trainer.over(corpus, store.current().areas().values());
      return report(understanding.edit(OPERATOR, trainer, groups, table, dryRun));
    } catch (IllegalArgumentException | SerdeException e) {
      out().println("refused: " + e.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  @Command(name = "train", description = "Trains the model that understands texts, for a release.")
  int train(
      @Parameters(paramLabel = "CORPUS", description = "Sentences with what they say.") Path corpus,
      @Parameters(paramLabel = "FOLDER", description = "Where the model is kept.") Path folder)
      throws IOException {
    DirectorySnapshot snapshot = store.current();
    out()
        .println(
            Trainer.over(corpus, snapshot.areas().values())
                .train(snapshot.understanding().lexicon(), folder));
    return CommandLine.ExitCode.OK;
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
        refused.problems().forEach(out()::println);
        yield CommandLine.ExitCode.SOFTWARE;
      }
    };
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private static boolean isCsv(Path file) {
    return String.valueOf(file).endsWith(".csv");
  }
}
