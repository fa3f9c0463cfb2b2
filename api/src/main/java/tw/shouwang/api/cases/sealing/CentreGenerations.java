package tw.shouwang.api.cases.sealing;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import tw.shouwang.api.cases.envelope.CentreKey;
import tw.shouwang.api.cases.envelope.CentreWrap;
import tw.shouwang.api.cases.envelope.DataKey;
import tw.shouwang.api.cases.envelope.TamperedException;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.cases.records.CaseRow;
import tw.shouwang.api.cases.records.CentreWrapRepository;
import tw.shouwang.api.cases.records.CentreWrapRow;
import tw.shouwang.api.cases.records.CoarseTime;
import tw.shouwang.api.directory.entries.Centre;

/// Makes, lists and destroys the generations of a centre's key. Staff role only. Invariant: a
/// private key is written to the key folder before its public half is published, so that nothing is
/// ever wrapped for a key that nobody has.
@Singleton
public class CentreGenerations {

  private static final int BATCH = 200;

  private final CentreKeysetRepository published;
  private final CentreWrapRepository wraps;
  private final CaseRepository cases;
  private final StaffKeys staffKeys;
  private final NoteKeys noteKeys;
  private final NoteKeyRepository noteWraps;
  private final CentreKeyFiles files;
  private final CentreKeySettings settings;
  private final OpenerCheck opener;
  private final CoarseTime time;
  private final TransactionOperations<Connection> transactions;

  public CentreGenerations(
      CentreKeysetRepository published,
      CentreWrapRepository wraps,
      CaseRepository cases,
      StaffKeys staffKeys,
      NoteKeys noteKeys,
      NoteKeyRepository noteWraps,
      CentreKeyFiles files,
      CentreKeySettings settings,
      OpenerCheck opener,
      InstantSource clock,
      TransactionOperations<Connection> transactions) {
    this.published = published;
    this.wraps = wraps;
    this.cases = cases;
    this.staffKeys = staffKeys;
    this.noteKeys = noteKeys;
    this.noteWraps = noteWraps;
    this.files = files;
    this.settings = settings;
    this.opener = opener;
    this.time = new CoarseTime(clock);
    this.transactions = transactions;
  }

  /// The codes of those centres that this installation serves: of which this node was told, by a
  /// verification file, a setting or a signing key, or that have a published generation. The
  /// directory's pack also brings centres that an installation of another county never serves. In
  /// every role.
  public List<String> served(List<Centre> centres) {
    Set<String> withKeys =
        published.findAll().stream().map(CentreKeysetRow::centre).collect(Collectors.toSet());
    return centres.stream()
        .map(Centre::code)
        .filter(code -> withKeys.contains(code) || files.isToldOf(code))
        .toList();
  }

  /// The generations of a centre, oldest first.
  List<CentreKey> list(String centre) {
    return published.findAll().stream()
        .map(CentreKeysetRow::key)
        .filter(key -> key.centre().equals(centre))
        .sorted(Comparator.comparingInt(CentreKey::generation))
        .toList();
  }

  /// Makes the next generation, valid from today.
  CentreKey make(String centre) {
    List<CentreKey> known = list(centre);
    int inTable = known.isEmpty() ? 0 : known.getLast().generation();
    int generation = Math.max(inTable, files.newestPrivate(centre)) + 1;
    CentreWrap.KeyPair pair = CentreWrap.KeyPair.generate();
    LocalDate today = time.today();
    CentreKey key =
        CentreKey.signed(
            centre,
            generation,
            today,
            today.plusDays(settings.validFor().toDays()),
            pair.publicKey(),
            files.signing(centre));
    files.refuseUnlessTaken(key);
    files.keepPrivate(centre, generation, pair.privateKey());
    published.save(CentreKeysetRow.of(key));
    return key;
  }

  /// The result of moving a centre's cases.
  ///
  /// @param cases how many were moved
  /// @param unopened how many, and how many keys of notes, cannot be opened with the key that they
  ///   name
  record Moved(long cases, long unopened) {}

  /// Makes the next generation and moves every case that still has words to it; older private keys
  /// must be in the key folder.
  Moved rotate(String centre) {
    return moveKept(make(centre));
  }

  /// Moves every case of a centre that still has words to the newest generation, including those
  /// that an interrupted rotation left behind or that a public node wrapped before it knew the
  /// generation. A case that cannot be opened stays where it is and does not block the others: its
  /// private key is gone (after a restore of an old backup), or it was tampered with. The keys of
  /// notes move by themselves, in the same way.
  Moved moveKept(CentreKey newest) {
    long moved = 0;
    long unopened = 0;
    UUID after = new UUID(0, 0);
    for (List<CentreWrapRow> old = notOf(newest, after);
        !old.isEmpty();
        old = notOf(newest, after)) {
      for (CentreWrapRow wrap : old) {
        after = wrap.caseId();
        if (files.privateKey(wrap.centre(), wrap.generation()).isEmpty()) {
          continue;
        }
        switch (move(wrap.caseId(), newest)) {
          case MOVED -> moved++;
          case UNOPENED -> unopened++;
          case LEFT -> {}
        }
      }
    }
    return new Moved(moved, unopened + noteKeys.moveKept(newest));
  }

  /// What became of one case's wrap. LEFT: the wrap was found unreadable before, or is deleted.
  private enum Move {
    MOVED,
    UNOPENED,
    LEFT
  }

  private List<CentreWrapRow> notOf(CentreKey newest, UUID after) {
    return wraps.notOfGeneration(newest.centre(), newest.generation(), after, BATCH);
  }

  /// Locks the case, because it may be erased or transferred meanwhile.
  private Move move(UUID caseId, CentreKey newest) {
    return transactions.executeWrite(transaction -> {
      cases.lock(caseId);
      Optional<CentreWrapRow> wrap = wraps.findByCaseId(caseId);
      if (wrap.isEmpty() || !wrap.get().centre().equals(newest.centre())) {
        return Move.LEFT;
      }
      Optional<CaseRow> found = cases.findById(caseId);
      if (found.isEmpty()) {
        return Move.LEFT;
      }
      CaseRow row = found.get();
      try {
        Optional<DataKey> dataKey = staffKeys.open(row);
        if (dataKey.isEmpty()) {
          return Move.LEFT;
        }
        wraps.replace(
            caseId,
            newest.generation(),
            CentreWrap.wrap(
                dataKey.get(), Envelopes.bindingOf(row), newest.recipient(), newest.publicKey()));
        cases.setOpensAfterAll(caseId);
        return Move.MOVED;
      } catch (TamperedException e) {
        return cases.isUnreadable(caseId) ? Move.LEFT : Move.UNOPENED;
      }
    });
  }

  /// After a restore the table may name generations that have been destroyed since, and nothing
  /// must be wrapped for them. Removes them from the table and makes a new generation, with a
  /// number that was never used.
  public CentreKey replaceAfterRestore(String centre) {
    for (CentreKey key : list(centre)) {
      if (files.privateKey(centre, key.generation()).isEmpty()) {
        published.remove(centre, key.generation());
      }
    }
    return make(centre);
  }

  /// Whether a generation may be destroyed: it ended long enough ago, and no case with words uses
  /// it.
  sealed interface Destruction {
    record Destroyed() implements Destruction {}

    record TooEarly(LocalDate from) implements Destruction {}

    record StillNeeded(long cases) implements Destruction {}

    record Unknown() implements Destruction {}
  }

  Destruction destroy(String centre, int generation) {
    Optional<CentreKey> key =
        list(centre).stream().filter(each -> each.generation() == generation).findFirst();
    if (key.isEmpty()) {
      return new Destruction.Unknown();
    }
    LocalDate from = key.get().validUntil().plusDays(settings.keptFor().toDays());
    if (time.today().isBefore(from)) {
      return new Destruction.TooEarly(from);
    }
    long cases = published.wrapsNaming(centre, generation) + noteWraps.naming(centre, generation);
    if (cases > 0) {
      return new Destruction.StillNeeded(cases);
    }
    long unreadable =
        published.unreadableNaming(centre, generation)
            + noteWraps.unreadableNaming(centre, generation);
    if (unreadable > 0) {
      // Wraps that do not open must not keep a key, because anybody can send garbage. But real
      // reports must not be erased because the opener fails, or because the key that opens them is
      // in another folder.
      if (files.privateKey(centre, generation).isEmpty() || !opener.opens()) {
        return new Destruction.StillNeeded(unreadable);
      }
      transactions.executeWrite(transaction -> {
        published.endUnreadable(centre, generation, time.today().minusDays(1));
        published.removeUnreadable(centre, generation);
        noteWraps.removeUnreadable(centre, generation);
        return null;
      });
    }
    files.destroyPrivate(centre, generation);
    published.remove(centre, generation);
    return new Destruction.Destroyed();
  }
}
