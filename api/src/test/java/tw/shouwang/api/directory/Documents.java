package tw.shouwang.api.directory;

import java.util.List;

/// Documents with one thing changed.
final class Documents {

  private Documents() {}

  static DirectoryDocument withEntries(
      DirectoryDocument all, String version, List<EntryDocument> entries) {
    return new DirectoryDocument(
        version,
        all.attribution(),
        all.epoch(),
        all.revision(),
        all.oldestRevision(),
        all.synonyms(),
        all.sources(),
        all.areas(),
        all.centres(),
        entries,
        all.calendar(),
        all.calendarEdition(),
        all.closures(),
        all.removed());
  }

  static DirectoryDocument withClosures(
      DirectoryDocument all, List<DirectoryDocument.ClosureDocument> closures) {
    return new DirectoryDocument(
        all.version(),
        all.attribution(),
        all.epoch(),
        all.revision(),
        all.oldestRevision(),
        all.synonyms(),
        all.sources(),
        all.areas(),
        all.centres(),
        all.entries(),
        all.calendar(),
        all.calendarEdition(),
        closures,
        all.removed());
  }
}
