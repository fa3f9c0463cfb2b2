package tw.shouwang.api.cases.records;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Reads sealed conversations page by page, so that no more entries are read than are shown.
@Singleton
public class EntryPages {

  /// Behind every entry.
  private static final int END = Integer.MAX_VALUE;

  private final EntryRepository entries;

  EntryPages(EntryRepository entries) {
    this.entries = entries;
  }

  /// The last entries before one of them, the newest first.
  ///
  /// @param before an entry's id; one that is not of this case has nothing before it
  public List<EntryRow> page(UUID caseId, int last, Optional<String> before) {
    return entries.before(caseId, before.map(id -> positionOf(caseId, id)).orElse(END), last);
  }

  private int positionOf(UUID caseId, String id) {
    return entryId(id)
        .flatMap(entry -> entries.findByCaseIdAndId(caseId, entry))
        .map(EntryRow::position)
        .orElse(0);
  }

  /// A malformed id counts as unknown.
  private static Optional<UUID> entryId(String id) {
    try {
      return Optional.of(UUID.fromString(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
