package tw.shouwang.api.cases.sealing;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tw.shouwang.api.cases.envelope.CentreKey;
import tw.shouwang.api.cases.envelope.CentrePrivateKey;
import tw.shouwang.api.cases.envelope.CentreWrap;
import tw.shouwang.api.cases.envelope.Commitment;
import tw.shouwang.api.cases.envelope.NoteKey;
import tw.shouwang.api.cases.envelope.TamperedException;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.cases.records.CaseRow;
import tw.shouwang.api.cases.records.SealedState;

/// The keys of notes: made with the first note of a case, wrapped for its centre, moved with the
/// centre's generations and with a transfer. Staff role only.
@Singleton
public class NoteKeys {

  private static final int BATCH = 200;

  private final NoteKeyRepository wraps;
  private final CaseRepository cases;
  private final CentreKeyFiles files;
  private final SecureRandom random;
  private final TransactionOperations<Connection> transactions;

  NoteKeys(
      NoteKeyRepository wraps,
      CaseRepository cases,
      CentreKeyFiles files,
      SecureRandom random,
      TransactionOperations<Connection> transactions) {
    this.wraps = wraps;
    this.cases = cases;
    this.files = files;
    this.random = random;
    this.transactions = transactions;
  }

  /// @return empty for a case without notes
  /// @throws TamperedException if the wrap does not open, or contains another key than the one that
  ///   the notes are bound to
  public Optional<NoteKey> open(CaseRow row) throws TamperedException {
    Optional<NoteKeyRow> wrap = wraps.findByCaseId(row.id());
    return wrap.isEmpty() ? Optional.empty() : Optional.of(unwrap(row, wrap.get()));
  }

  /// Keys at which nobody has looked since they were wrapped, in the order of their cases.
  public List<NoteKeyRow> unseen(UUID after, int atMost) {
    return wraps.unseen(after, atMost);
  }

  /// Writes down what was found of a key.
  ///
  /// @return false if it was wrapped anew or looked at meanwhile
  public boolean found(NoteKeyRow wrap, SealedState state) {
    return wraps.setState(wrap.caseId(), wrap.wrap(), state) > 0;
  }

  /// Whether the private half is here that a wrap names.
  public boolean holds(NoteKeyRow wrap) {
    return files.privateKey(wrap.centre(), wrap.generation()).isPresent();
  }

  public NoteKey unwrap(CaseRow row, NoteKeyRow wrap) throws TamperedException {
    CentrePrivateKey privateKey =
        files
            .opener(wrap.centre(), wrap.generation())
            .orElseThrow(() ->
                new IllegalStateException(
                    "the private generation %d of centre %s is missing"
                        .formatted(wrap.generation(), wrap.centre())));
    if (wrap.keyCommitment().length != Commitment.BYTES) {
      throw new TamperedException();
    }
    return NoteKey.unwrap(
        wrap.wrap(),
        Envelopes.bindingOf(row),
        new Commitment(wrap.keyCommitment()),
        new CentreWrap.Recipient(wrap.centre(), wrap.generation()),
        privateKey);
  }

  /// Makes the key of a case that has no notes yet; to be called while the case is locked.
  public NoteKey make(CaseRow row, CentreKey to) throws TamperedException {
    NoteKey key = NoteKey.random(random);
    wraps.save(
        new NoteKeyRow(
            row.id(),
            to.centre(),
            to.generation(),
            key.wrap(Envelopes.bindingOf(row), to.recipient(), to.publicKey()),
            key.commitment().bytes(),
            SealedState.UNSEEN));
    return key;
  }

  /// Wraps a case's key for another centre, whose staff role looks at it anew; to be called while
  /// the case is locked.
  public void moveTo(CaseRow row, NoteKey key, CentreKey to) throws TamperedException {
    replace(row, key, to, SealedState.UNSEEN);
  }

  /// Moves every key of a centre to its newest generation. A key that does not open stays, and the
  /// others are moved.
  ///
  /// @return how many do not open and were not found unreadable before
  long moveKept(CentreKey newest) {
    long unopened = 0;
    UUID after = new UUID(0, 0);
    List<NoteKeyRow> old;
    do {
      old = wraps.notOfGeneration(newest.centre(), newest.generation(), after, BATCH);
      for (NoteKeyRow wrap : old) {
        after = wrap.caseId();
        if (holds(wrap) && !move(wrap.caseId(), newest)) {
          unopened++;
        }
      }
    } while (!old.isEmpty());
    return unopened;
  }

  /// Locks the case, because it may be erased or transferred meanwhile.
  private boolean move(UUID caseId, CentreKey newest) {
    return transactions.executeWrite(transaction -> {
      cases.lock(caseId);
      Optional<CaseRow> row = cases.findById(caseId);
      Optional<NoteKeyRow> wrap = wraps.findByCaseId(caseId);
      if (row.isEmpty() || wrap.isEmpty() || !wrap.get().centre().equals(newest.centre())) {
        return true;
      }
      try {
        replace(row.get(), unwrap(row.get(), wrap.get()), newest, SealedState.READABLE);
        return true;
      } catch (TamperedException e) {
        return wrap.get().sealedState() == SealedState.WRAP_UNREADABLE;
      }
    });
  }

  private void replace(CaseRow row, NoteKey key, CentreKey to, SealedState state)
      throws TamperedException {
    wraps.replace(
        row.id(),
        to.centre(),
        to.generation(),
        key.wrap(Envelopes.bindingOf(row), to.recipient(), to.publicKey()),
        state);
  }
}
