package tw.shouwang.api.cases.notes;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tw.shouwang.api.cases.desk.DeskCase;
import tw.shouwang.api.cases.envelope.AesGcm;
import tw.shouwang.api.cases.envelope.CentreKey;
import tw.shouwang.api.cases.envelope.Content;
import tw.shouwang.api.cases.envelope.NoteKey;
import tw.shouwang.api.cases.envelope.TamperedException;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.cases.records.CaseRow;
import tw.shouwang.api.cases.sealing.CentreKeyring;
import tw.shouwang.api.cases.sealing.Envelopes;
import tw.shouwang.api.cases.sealing.NoteKeys;

/// What colleagues write to each other about a case. The sender never sees it and no receipt leads
/// to it: notes have a key of their own. They are not part of the conversation: they have no
/// position in it, no version, and no part in the number of its entries. Authorization and audit
/// are the caller's job (intake). Staff role only.
@Singleton
public class CaseNotes {

  private static final Duration SHIFT = Duration.ofHours(24);

  private final CaseRepository cases;
  private final NoteRepository notes;
  private final NoteKeys keys;
  private final CentreKeyring keyring;
  private final AesGcm aes;
  private final InstantSource clock;
  private final TransactionOperations<Connection> transactions;

  CaseNotes(
      CaseRepository cases,
      NoteRepository notes,
      NoteKeys keys,
      CentreKeyring keyring,
      AesGcm aes,
      InstantSource clock,
      TransactionOperations<Connection> transactions) {
    this.cases = cases;
    this.notes = notes;
    this.keys = keys;
    this.keyring = keyring;
    this.aes = aes;
    this.clock = clock;
    this.transactions = transactions;
  }

  /// A note as a colleague reads it. Prints nothing.
  ///
  /// @param words empty if the note cannot be opened
  public record Note(
      UUID id,
      UUID caseId,
      String worker,
      String workerName,
      Instant writtenAt,
      boolean forNextShift,
      Optional<String> words) {

    @Override
    public String toString() {
      return "Note[redacted]";
    }
  }

  /// A note to be written.
  ///
  /// @param worker the identity provider's name for its author
  /// @param name the author's name for colleagues
  /// @param noteId a second note with the same id and words changes nothing
  public record Draft(
      String worker, String name, String noteId, String words, boolean forNextShift) {

    @Override
    public String toString() {
      return "Draft[redacted]";
    }
  }

  /// The result of writing a note.
  public sealed interface NoteOutcome {

    /// @param isNew whether this call wrote it
    record Written(Note note, boolean isNew) implements NoteOutcome {}

    /// The centre has no such case, or its words are erased.
    record Unknown() implements NoteOutcome {}

    /// Another note has this id.
    record IdTaken() implements NoteOutcome {}

    /// The case has as many notes as it can.
    record Full() implements NoteOutcome {}

    /// The key of the notes cannot be opened.
    record Unreadable() implements NoteOutcome {}

    /// The centre has no key that one could be wrapped to.
    record NoKey() implements NoteOutcome {}
  }

  /// Writes a note, in the caller's transaction if there is one.
  public NoteOutcome write(UUID id, String centre, Draft draft) {
    return transactions.executeWrite(transaction -> {
      Optional<CaseRow> row =
          notes.hold(id, centre).isEmpty() ? Optional.empty() : cases.findById(id);
      if (row.isEmpty()) {
        return new NoteOutcome.Unknown();
      }
      try {
        Optional<NoteKey> key = keys.open(row.get());
        if (key.isPresent()) {
          return write(row.get(), key.get(), draft);
        }
        Optional<CentreKey> to = keyring.newest(centre);
        return to.isEmpty()
            ? new NoteOutcome.NoKey()
            : write(row.get(), keys.make(row.get(), to.get()), draft);
      } catch (TamperedException e) {
        return new NoteOutcome.Unreadable();
      }
    });
  }

  private NoteOutcome write(CaseRow row, NoteKey key, Draft draft) throws TamperedException {
    byte[] tag = key.noteTag(draft.noteId());
    byte[] fingerprint = key.noteFingerprint(draft.noteId(), draft.words());
    Optional<NoteRow> before = notes.findByCaseIdAndNoteTag(row.id(), tag);
    if (before.isPresent()) {
      return before.get().says(fingerprint)
          ? new NoteOutcome.Written(note(before.get(), Optional.of(draft.words())), false)
          : new NoteOutcome.IdTaken();
    }
    if (notes.countByCaseId(row.id()) >= NoteRow.MOST_OF_A_CASE) {
      return new NoteOutcome.Full();
    }
    UUID note = UUID.randomUUID();
    Content content = new Content(Map.of("words", draft.words()));
    NoteRow written =
        notes.save(
            new NoteRow(
                note,
                row.id(),
                draft.worker(),
                draft.name(),
                clock.instant(),
                draft.forNextShift(),
                tag,
                fingerprint,
                key.seal(aes, Envelopes.bindingOf(row), note, content)));
    return new NoteOutcome.Written(note(written, Optional.of(draft.words())), true);
  }

  /// The last notes of a case and of those merged into it, oldest first. Each is opened by itself.
  ///
  /// @param before a note's id; one that is not there has nothing before it
  public List<Note> read(UUID id, String centre, int last, Optional<String> before) {
    Map<UUID, Optional<Opener>> openers = new HashMap<>();
    List<Note> opened = new ArrayList<>();
    for (NoteRow row : notes.before(id, centre, before.orElse(""), last).reversed()) {
      Optional<Opener> opener = openers.computeIfAbsent(row.caseId(), this::opener);
      opened.add(note(row, opener.flatMap(each -> each.words(row))));
    }
    return opened;
  }

  /// The cases of a centre about which a note for the next shift was written within 24 hours, the
  /// newest first.
  public List<DeskCase> forNextShift(String centre, int atMost) {
    return notes.forNextShift(centre, clock.instant().minus(SHIFT), atMost);
  }

  /// Opens the notes of one case.
  private interface Opener {

    Optional<String> words(NoteRow row);
  }

  private Optional<Opener> opener(UUID caseId) {
    Optional<CaseRow> row = cases.findById(caseId);
    if (row.isEmpty()) {
      return Optional.empty();
    }
    try {
      return keys.open(row.get()).map(key -> note -> words(row.get(), key, note));
    } catch (TamperedException e) {
      return Optional.empty();
    }
  }

  private Optional<String> words(CaseRow row, NoteKey key, NoteRow note) {
    try {
      return Optional.of(key.open(aes, Envelopes.bindingOf(row), note.id(), note.sealed()).words());
    } catch (TamperedException e) {
      return Optional.empty();
    }
  }

  private static Note note(NoteRow row, Optional<String> words) {
    return new Note(
        row.id(),
        row.caseId(),
        row.worker(),
        row.workerName(),
        row.writtenAt(),
        row.forNextShift(),
        words);
  }
}
