package tw.shouwang.api.cases;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tw.shouwang.api.cases.envelope.CentreKey;
import tw.shouwang.api.cases.envelope.CentreWrap;
import tw.shouwang.api.cases.envelope.DataKey;
import tw.shouwang.api.cases.envelope.TamperedException;

/// Makes, lists and destroys the generations of a centre's key. Staff role only: a private
/// generation is written to the key folder before its public half is published, so that nothing is
/// ever wrapped to a key that nobody has.
@Singleton
class CentreGenerations {

  private static final int BATCH = 200;

  private final CentreKeysetRepository published;
  private final CentreWrapRepository wraps;
  private final CaseRepository cases;
  private final StaffKeys staffKeys;
  private final CentreKeyFiles files;
  private final CentreKeySettings settings;
  private final CoarseTime time;

  CentreGenerations(
      CentreKeysetRepository published,
      CentreWrapRepository wraps,
      CaseRepository cases,
      StaffKeys staffKeys,
      CentreKeyFiles files,
      CentreKeySettings settings,
      InstantSource clock) {
    this.published = published;
    this.wraps = wraps;
    this.cases = cases;
    this.staffKeys = staffKeys;
    this.files = files;
    this.settings = settings;
    this.time = new CoarseTime(clock);
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
    int generation = known.isEmpty() ? 1 : known.getLast().generation() + 1;
    CentreWrap.KeyPair pair = CentreWrap.KeyPair.generate();
    files.keepPrivate(centre, generation, pair.privateKey());
    LocalDate today = time.today();
    CentreKey key =
        CentreKey.signed(
            centre,
            generation,
            today,
            today.plusDays(settings.validFor().toDays()),
            pair.publicKey(),
            files.signing(centre));
    published.save(CentreKeysetRow.of(key));
    return key;
  }

  /// Makes the next generation and moves every kept case to it; older private generations have to
  /// be in the key folder for that.
  ///
  /// @return how many cases were moved
  long rotate(String centre) throws TamperedException {
    CentreKey key = make(centre);
    long moved = 0;
    for (List<CentreWrapRow> old = wraps.notOfGeneration(centre, key.generation(), BATCH);
        !old.isEmpty();
        old = wraps.notOfGeneration(centre, key.generation(), BATCH)) {
      for (CentreWrapRow wrap : old) {
        move(wrap, key);
      }
      moved += old.size();
    }
    return moved;
  }

  private void move(CentreWrapRow wrap, CentreKey newest) throws TamperedException {
    CaseRow row = cases.findById(wrap.caseId()).orElseThrow();
    DataKey dataKey = staffKeys.open(row);
    wraps.replace(
        wrap.caseId(),
        newest.generation(),
        CentreWrap.wrap(dataKey, Envelopes.bindingOf(row), newest.recipient(), newest.publicKey()));
  }

  /// Whether a generation may be destroyed: it ended long enough ago, and no kept case names it.
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
    long cases = published.wrapsNaming(centre, generation);
    if (cases > 0) {
      return new Destruction.StillNeeded(cases);
    }
    files.destroyPrivate(centre, generation);
    published.remove(centre, generation);
    return new Destruction.Destroyed();
  }
}
