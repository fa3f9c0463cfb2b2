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
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.directory.document.EntryDocument;
import tw.shouwang.api.directory.document.EntryReader;
import tw.shouwang.api.directory.snapshot.SnapshotStore;
import tw.shouwang.api.directory.storage.AgencyLinkRepository;
import tw.shouwang.api.directory.storage.AgencyLinkRow;
import tw.shouwang.api.directory.storage.AreaClosureRepository;
import tw.shouwang.api.directory.storage.AreaClosureRow;
import tw.shouwang.api.directory.storage.DirectoryTables;
import tw.shouwang.api.directory.storage.ProblemRepository;
import tw.shouwang.api.directory.storage.ProposalRepository;
import tw.shouwang.api.directory.storage.ProposalRow;
import tw.shouwang.api.directory.storage.RemovedRepository;
import tw.shouwang.api.directory.storage.RevisionRepository;
import tw.shouwang.api.directory.storage.RevisionRow;
import tw.shouwang.api.directory.storage.StateRepository;
import tw.shouwang.api.directory.storage.StoredEntry;

/// Writes changes, each in one transaction that first takes the directory's lock, so that writers
/// follow one another. A new revision is used only if something is written.
///
/// A change of an emergency number or a nationwide hotline is stored as a proposal until a second
/// person confirms it. Invariant: every change of such entries goes through this class, except
/// imports of the pack, which is reviewed with the code.
@Singleton
class DirectoryWriter {

  private final StateRepository state;
  private final DirectoryTables tables;
  private final SnapshotStore store;
  private final RevisionRepository revisions;
  private final ProposalRepository proposals;
  private final AgencyLinkRepository links;
  private final AreaClosureRepository closures;
  private final RemovedRepository removed;
  private final ProblemRepository problems;
  private final JsonMapper json;
  private final InstantSource clock;

  DirectoryWriter(
      StateRepository state,
      DirectoryTables tables,
      SnapshotStore store,
      RevisionRepository revisions,
      ProposalRepository proposals,
      AgencyLinkRepository links,
      AreaClosureRepository closures,
      RemovedRepository removed,
      ProblemRepository problems,
      JsonMapper json,
      InstantSource clock) {
    this.state = state;
    this.tables = tables;
    this.store = store;
    this.revisions = revisions;
    this.proposals = proposals;
    this.links = links;
    this.closures = closures;
    this.removed = removed;
    this.problems = problems;
    this.json = json;
    this.clock = clock;
  }

  /// Writes a whole entry.
  ///
  /// @param seen the version that the editor saw; null for a new entry
  @Transactional
  WriteOutcome save(String editor, @Nullable Long seen, EntryDocument entry) {
    DirectoryDocument all = tables.lock(store.held().document());
    Optional<StoredEntry> there = tables.find(EntryReader.id(entry.key()));
    if (seen == null ? there.isPresent() : seen != version(there)) {
      return new WriteOutcome.Refused(DirectoryEdit.Reason.VERSION_CONFLICT);
    }
    return checkedThenWritten(editor, "save", entry, there, all);
  }

  /// Writes many entries that were checked together.
  ///
  /// @return the keys of those that wait for a second person
  @Transactional
  List<String> saveAll(String editor, List<EntryDocument> entries) {
    tables.lock(store.held().document());
    List<String> proposed = new ArrayList<>();
    for (EntryDocument entry : entries) {
      Optional<StoredEntry> there = tables.find(EntryReader.id(entry.key()));
      if (writtenOrProposed(editor, "import", entry, there) instanceof WriteOutcome.Proposed) {
        proposed.add(entry.key());
      }
    }
    return proposed;
  }

  /// Changes an existing entry.
  @Transactional
  WriteOutcome change(
      String editor, String action, UUID id, long seen, UnaryOperator<EntryDocument> change) {
    DirectoryDocument all = tables.lock(store.held().document());
    Optional<StoredEntry> there = tables.find(id);
    Optional<WriteOutcome> refused = refused(there, seen);
    return refused.orElseGet(() ->
        checkedThenWritten(
            editor, action, change.apply(there.orElseThrow().document()), there, all));
  }

  /// Records that a person has checked the entry, and settles problem reports about it. No number
  /// changes, so one person is enough for every entry.
  @Transactional
  WriteOutcome verify(String editor, UUID id, long seen, Instant now) {
    tables.lock(store.held().document());
    Optional<StoredEntry> there = tables.find(id);
    Optional<WriteOutcome> refused = refused(there, seen);
    if (refused.isEmpty()) {
      problems.deleteByResourceId(id);
    }
    return refused.orElseGet(() -> {
      EntryDocument entry = there.orElseThrow().document();
      return written(
          editor,
          "verify",
          entry.with(entry.status(), entry.supersededBy(), entry.closure(), now),
          seen + 1);
    });
  }

  /// Removes a disconnected number from any entry without a second person, because callers reach
  /// nobody meanwhile. An emergency entry keeps at least one number.
  @Transactional
  WriteOutcome hideNumber(String editor, UUID id, long seen, String dial) {
    tables.lock(store.held().document());
    Optional<StoredEntry> there = tables.find(id);
    Optional<WriteOutcome> refused = refused(there, seen);
    return refused.orElseGet(() -> {
      EntryDocument entry = there.orElseThrow().document();
      EntryDocument without = entry.withoutNumber(dial);
      if (without.equals(entry)) {
        return new WriteOutcome.Refused(
            DirectoryEdit.Reason.INVALID, List.of("dial: the entry has no such number"));
      }
      if (entry.isEmergency() && !without.canBeCalled()) {
        return new WriteOutcome.Refused(
            DirectoryEdit.Reason.INVALID,
            List.of("dial: an emergency number keeps a number that can be called"));
      }
      return written(editor, "hide number " + dial, without, seen + 1);
    });
  }

  /// Removes an entry and leaves a tombstone.
  @Transactional
  WriteOutcome remove(String editor, UUID id, long seen) {
    tables.lock(store.held().document());
    Optional<StoredEntry> there = tables.find(id);
    Optional<WriteOutcome> refused = refused(there, seen);
    return refused.orElseGet(() -> {
      EntryDocument entry = there.orElseThrow().document();
      return entry.needsSecondPerson()
          ? proposed(editor, "retire", entry.key(), null, seen)
          : removed(editor, "retire", entry.key(), seen + 1);
    });
  }

  /// Executes another person's proposal, if the entry has not changed since.
  @Transactional
  WriteOutcome confirm(String editor, UUID proposalId) {
    DirectoryDocument all = tables.lock(store.held().document());
    Optional<ProposalRow> found = proposals.findById(proposalId);
    if (found.isEmpty()) {
      return new WriteOutcome.Refused(DirectoryEdit.Reason.UNKNOWN_CHANGE);
    }
    ProposalRow proposal = found.get();
    if (proposal.editor().equals(editor)) {
      return new WriteOutcome.Refused(DirectoryEdit.Reason.SECOND_PERSON);
    }
    Optional<StoredEntry> there = tables.find(proposal.entryId());
    if (version(there) != proposal.seen()) {
      return new WriteOutcome.Refused(DirectoryEdit.Reason.VERSION_CONFLICT);
    }
    String action = proposal.action() + " proposed by " + proposal.editor();
    if (proposal.document() == null) {
      return removed(editor, action, proposal.key(), proposal.seen() + 1);
    }
    EntryDocument entry = read(proposal.document());
    List<EntryProblem> wrong = problems(entry, there, all);
    return wrong.isEmpty()
        ? written(editor, action, entry, proposal.seen() + 1)
        : new WriteOutcome.Refused(DirectoryEdit.Reason.INVALID, List.of(), wrong);
  }

  /// Deletes a proposal, whoever made it.
  @Transactional
  WriteOutcome withdraw(String editor, UUID proposalId) {
    DirectoryDocument all = tables.lock(store.held().document());
    Optional<ProposalRow> found = proposals.findById(proposalId);
    if (found.isEmpty()) {
      return new WriteOutcome.Refused(DirectoryEdit.Reason.UNKNOWN_CHANGE);
    }
    proposals.deleteById(proposalId);
    long revision = Objects.requireNonNullElse(all.revision(), 0L);
    String action = "withdraw the " + found.get().action() + " proposed by " + found.get().editor();
    remember(editor, action, found.get().entryId(), revision, found.get().seen(), null);
    return new WriteOutcome.DirectoryWritten(revision);
  }

  /// Applies an agency's answer, and deletes the answer once it had a result.
  ///
  /// @param corrected the entry as corrected by the editor; null if it is still right
  @Transactional
  WriteOutcome settle(String editor, UUID answerId, long seen, @Nullable EntryDocument corrected) {
    DirectoryDocument all = tables.lock(store.held().document());
    Optional<AgencyLinkRow> found =
        links.findById(answerId).filter(row -> row.answeredAt() != null);
    if (found.isEmpty()) {
      return new WriteOutcome.Refused(DirectoryEdit.Reason.UNKNOWN_CHANGE);
    }
    AgencyLinkRow answer = found.get();
    Optional<StoredEntry> there = tables.find(answer.entryId());
    Optional<WriteOutcome> refused = refused(there, seen).or(() -> unfit(answer, seen, corrected));
    if (refused.isPresent()) {
      return refused.get();
    }
    EntryDocument entry = corrected == null ? there.orElseThrow().document() : corrected;
    EntryDocument checked =
        entry.with(entry.status(), entry.supersededBy(), entry.closure(), answer.answeredAt());
    String action =
        (corrected == null ? "verify" : "save")
            + " answered by the agency that "
            + answer.editor()
            + " asked";
    WriteOutcome outcome =
        corrected == null
            ? written(editor, action, checked, seen + 1)
            : checkedThenWritten(editor, action, checked, there, all);
    if (!(outcome instanceof WriteOutcome.Refused)) {
      links.deleteById(answerId);
      problems.deleteByResourceId(answer.entryId());
    }
    return outcome;
  }

  private static Optional<WriteOutcome> unfit(
      AgencyLinkRow answer, long seen, @Nullable EntryDocument corrected) {
    String problem =
        answer.correction() == null
            ? corrected != null
                ? "entry: the agency says that it is still right"
                : !Objects.equals(answer.version(), seen)
                    ? "answer: it is about an older version of the entry"
                    : null
            : corrected == null
                ? "entry: the agency has a correction"
                : !corrected.key().equals(answer.key()) ? "entry: it is another's" : null;
    return problem == null
        ? Optional.empty()
        : Optional.of(new WriteOutcome.Refused(DirectoryEdit.Reason.INVALID, List.of(problem)));
  }

  /// Deletes an agency's answer.
  @Transactional
  WriteOutcome dropAnswer(String editor, UUID answerId) {
    DirectoryDocument all = tables.lock(store.held().document());
    Optional<AgencyLinkRow> found =
        links.findById(answerId).filter(row -> row.answeredAt() != null);
    if (found.isEmpty()) {
      return new WriteOutcome.Refused(DirectoryEdit.Reason.UNKNOWN_CHANGE);
    }
    links.deleteById(answerId);
    long revision = Objects.requireNonNullElse(all.revision(), 0L);
    remember(editor, "drop an agency's answer", found.get().entryId(), revision, 0, null);
    return new WriteOutcome.DirectoryWritten(revision);
  }

  @Transactional
  WriteOutcome closeArea(
      String editor, String area, Instant from, Instant until, Map<String, String> reason) {
    long revision = state.nextRevision();
    closures.save(
        new AreaClosureRow(UUID.randomUUID(), area, from, until, reason.isEmpty() ? null : reason));
    remember(editor, "close area " + area, null, revision, 0, null);
    return new WriteOutcome.DirectoryWritten(revision);
  }

  /// Deletes old removals and closures; returns whether there were any.
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

  /// The feed covers entries only, so a client has to load the whole bundle again for the calendar.
  @Transactional
  WriteOutcome loadCalendar(
      String editor, List<DirectoryDocument.DayDocument> days, String edition) {
    long revision = state.nextRevision();
    tables.writeCalendar(days, edition);
    state.setOldestRevision(revision);
    remember(editor, "load calendar " + edition, null, revision, 0, null);
    return new WriteOutcome.DirectoryWritten(revision);
  }

  private static long version(Optional<StoredEntry> there) {
    return there.map(StoredEntry::version).orElse(0L);
  }

  private static Optional<WriteOutcome> refused(Optional<StoredEntry> there, long seen) {
    if (there.isEmpty()) {
      return Optional.of(new WriteOutcome.Refused(DirectoryEdit.Reason.UNKNOWN_RESOURCE));
    }
    return version(there) == seen
        ? Optional.empty()
        : Optional.of(new WriteOutcome.Refused(DirectoryEdit.Reason.VERSION_CONFLICT));
  }

  private WriteOutcome checkedThenWritten(
      String editor,
      String action,
      EntryDocument entry,
      Optional<StoredEntry> there,
      DirectoryDocument all) {
    List<EntryProblem> wrong = problems(entry, there, all);
    return wrong.isEmpty()
        ? writtenOrProposed(editor, action, entry, there)
        : new WriteOutcome.Refused(DirectoryEdit.Reason.INVALID, List.of(), wrong);
  }

  private static List<EntryProblem> problems(
      EntryDocument entry, Optional<StoredEntry> there, DirectoryDocument all) {
    return new EntryChecks(all).problems(entry, there.map(StoredEntry::document).orElse(null));
  }

  private WriteOutcome writtenOrProposed(
      String editor, String action, EntryDocument entry, Optional<StoredEntry> there) {
    boolean second =
        entry.needsSecondPerson()
            || there
                .map(StoredEntry::document)
                .filter(EntryDocument::needsSecondPerson)
                .isPresent();
    return second
        ? proposed(editor, action, entry.key(), entry, version(there))
        : written(editor, action, entry, version(there) + 1);
  }

  private WriteOutcome written(String editor, String action, EntryDocument entry, long version) {
    long revision = state.nextRevision();
    EntryDocument stored = tables.write(entry, version, revision, true);
    UUID id = EntryReader.id(entry.key());
    proposals.deleteByEntryId(id);
    remember(editor, action, id, revision, version, stored);
    return new WriteOutcome.Written(stored, version);
  }

  private WriteOutcome removed(String editor, String action, String key, long version) {
    long revision = state.nextRevision();
    UUID id = EntryReader.id(key);
    tables.remove(id, key, revision, clock.instant());
    proposals.deleteByEntryId(id);
    remember(editor, action, id, revision, version, null);
    return new WriteOutcome.DirectoryWritten(revision);
  }

  private WriteOutcome proposed(
      String editor, String action, String key, @Nullable EntryDocument entry, long seen) {
    UUID id = EntryReader.id(key);
    ProposalRow proposal =
        new ProposalRow(
            UUID.randomUUID(),
            id,
            key,
            entry == null ? null : written(entry.withNumbersRead().at(null, null)),
            action,
            seen,
            editor,
            clock.instant());
    proposals.deleteByEntryId(id);
    proposals.save(proposal);
    return new WriteOutcome.Proposed(proposal);
  }

  private void remember(
      String editor,
      String action,
      @Nullable UUID id,
      long revision,
      long version,
      @Nullable EntryDocument entry) {
    revisions.save(
        new RevisionRow(
            UUID.randomUUID(),
            id,
            revision,
            version,
            action,
            editor,
            clock.instant(),
            entry == null ? null : written(entry)));
  }

  private String written(EntryDocument entry) {
    try {
      return json.writeValueAsString(entry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private EntryDocument read(String document) {
    try {
      return Objects.requireNonNull(json.readValue(document, EntryDocument.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
