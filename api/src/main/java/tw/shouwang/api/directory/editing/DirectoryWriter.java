package tw.shouwang.api.directory.editing;

import io.micronaut.json.JsonMapper;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.directory.document.EntryDocument;
import tw.shouwang.api.directory.document.EntryReader;
import tw.shouwang.api.directory.storage.AreaClosureRepository;
import tw.shouwang.api.directory.storage.AreaClosureRow;
import tw.shouwang.api.directory.storage.DirectoryTables;
import tw.shouwang.api.directory.storage.ProblemRepository;
import tw.shouwang.api.directory.storage.RemovedRepository;
import tw.shouwang.api.directory.storage.RevisionRepository;
import tw.shouwang.api.directory.storage.RevisionRow;
import tw.shouwang.api.directory.storage.StateRepository;
import tw.shouwang.api.directory.storage.StoredEntry;

/// Writes changes, each in one transaction that first takes the directory's next revision, which
/// puts writers in a row.
@Singleton
class DirectoryWriter {

  /// Undoes the transaction and carries the refusal out of it.
  static final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final transient DirectoryEdit.Refused refused;

    RefusedException(DirectoryEdit.Reason reason, List<String> problems) {
      super(reason.name(), null, false, false);
      this.refused = new DirectoryEdit.Refused(reason, problems);
    }

    DirectoryEdit.Refused refused() {
      return refused;
    }
  }

  private final StateRepository state;
  private final DirectoryTables tables;
  private final RevisionRepository revisions;
  private final AreaClosureRepository closures;
  private final RemovedRepository removed;
  private final ProblemRepository problems;
  private final EntryChecks checks;
  private final JsonMapper json;
  private final InstantSource time;

  DirectoryWriter(
      StateRepository state,
      DirectoryTables tables,
      RevisionRepository revisions,
      AreaClosureRepository closures,
      RemovedRepository removed,
      ProblemRepository problems,
      EntryChecks checks,
      JsonMapper json,
      InstantSource time) {
    this.state = state;
    this.tables = tables;
    this.revisions = revisions;
    this.closures = closures;
    this.removed = removed;
    this.problems = problems;
    this.checks = checks;
    this.json = json;
    this.time = time;
  }

  /// Writes a whole entry.
  @Transactional
  void save(String editor, @Nullable Long seen, EntryDocument entry) {
    long revision = state.nextRevision();
    Optional<StoredEntry> there = tables.find(EntryReader.id(entry.key()));
    long version = there.map(StoredEntry::version).orElse(0L);
    if (seen == null ? there.isPresent() : seen != version) {
      throw new RefusedException(DirectoryEdit.Reason.VERSION_CONFLICT, List.of());
    }
    write(editor, "save", entry, there, version + 1, revision);
  }

  /// Writes many entries that were checked together.
  @Transactional
  void saveAll(String editor, List<EntryDocument> entries) {
    long revision = state.nextRevision();
    for (EntryDocument entry : entries) {
      Optional<StoredEntry> there = tables.find(EntryReader.id(entry.key()));
      long version = there.map(StoredEntry::version).orElse(0L);
      tables.write(entry, version + 1, revision, true);
      remember(editor, "import", EntryReader.id(entry.key()), revision, version + 1, entry);
    }
  }

  /// Changes the entry that is there.
  @Transactional
  void change(
      String editor, String action, UUID id, long seen, UnaryOperator<EntryDocument> change) {
    long revision = state.nextRevision();
    StoredEntry there = find(id, seen);
    write(editor, action, change.apply(there.document()), Optional.of(there), seen + 1, revision);
    if (action.equals("verify")) {
      problems.deleteByResourceId(id);
    }
  }

  /// Takes an entry out and leaves its tombstone.
  @Transactional
  void remove(String editor, UUID id, long seen) {
    long revision = state.nextRevision();
    StoredEntry there = find(id, seen);
    tables.remove(id, there.document().key(), revision, time.instant());
    remember(editor, "retire", id, revision, seen + 1, null);
  }

  @Transactional
  void closeArea(
      String editor, String area, Instant from, Instant until, Map<String, String> reason) {
    long revision = state.nextRevision();
    closures.save(
        new AreaClosureRow(UUID.randomUUID(), area, from, until, reason.isEmpty() ? null : reason));
    remember(editor, "close area " + area, null, revision, 0, null);
  }

  /// Forgets what is of no use any more; true when there was something.
  @Transactional
  boolean tidy(Instant removedBefore, Instant closedBefore) {
    long forgotten = removed.forget(removedBefore);
    long opened = closures.deleteByClosedUntilBefore(closedBefore);
    if (forgotten == 0 && opened == 0) {
      return false;
    }
    long revision = state.nextRevision();
    state.setOldestRevision(forgotten);
    remember("upkeep", "tidy", null, revision, 0, null);
    return true;
  }

  @Transactional
  void loadCalendar(String editor, List<DirectoryDocument.DayDocument> days, String edition) {
    long revision = state.nextRevision();
    tables.writeCalendar(days, edition);
    remember(editor, "load calendar " + edition, null, revision, 0, null);
  }

  private StoredEntry find(UUID id, long seen) {
    StoredEntry there =
        tables
            .find(id)
            .orElseThrow(
                () -> new RefusedException(DirectoryEdit.Reason.UNKNOWN_RESOURCE, List.of()));
    if (there.version() != seen) {
      throw new RefusedException(DirectoryEdit.Reason.VERSION_CONFLICT, List.of());
    }
    return there;
  }

  private void write(
      String editor,
      String action,
      EntryDocument entry,
      Optional<StoredEntry> there,
      long version,
      long revision) {
    List<String> wrong =
        new ArrayList<>(
            checks.problems(
                entry, there.map(StoredEntry::document).orElse(null), tables.load().orElseThrow()));
    if (!wrong.isEmpty()) {
      throw new RefusedException(DirectoryEdit.Reason.INVALID, wrong);
    }
    tables.write(entry, version, revision, true);
    remember(editor, action, EntryReader.id(entry.key()), revision, version, entry);
  }

  private void remember(
      String editor,
      String action,
      @Nullable UUID id,
      long revision,
      long version,
      @Nullable EntryDocument entry) {
    try {
      revisions.save(
          new RevisionRow(
              UUID.randomUUID(),
              id,
              revision,
              version,
              action,
              editor,
              time.instant(),
              entry == null ? null : json.writeValueAsString(entry)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
