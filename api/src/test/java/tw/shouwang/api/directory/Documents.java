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

  static EntryDocument withConfidence(EntryDocument e, Confidence confidence) {
    return new EntryDocument(
        e.key(),
        e.kind(),
        e.status(),
        e.scope(),
        e.network(),
        e.name(),
        e.purpose(),
        e.agency(),
        e.agencyCode(),
        e.aliases(),
        e.formerNumbers(),
        e.topics(),
        e.languages(),
        e.interpreterLanguages(),
        e.nationwide(),
        e.coverage(),
        e.freeOfCharge(),
        e.localCode(),
        e.guarded(),
        e.contactVia(),
        e.supersededBy(),
        e.hours(),
        e.contacts(),
        e.location(),
        e.closure(),
        e.sources(),
        e.asOf(),
        e.verifiedAt(),
        confidence,
        e.editorNote(),
        e.version(),
        e.revision());
  }
}
