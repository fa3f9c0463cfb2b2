package tw.shouwang.api.cases.notes;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.cases.envelope.TamperedException;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.cases.records.CaseRow;
import tw.shouwang.api.cases.records.SealedState;
import tw.shouwang.api.cases.sealing.NoteKeyRow;
import tw.shouwang.api.cases.sealing.NoteKeys;
import tw.shouwang.api.cases.sealing.OpenerCheck;
import tw.shouwang.foundation.Alarm;

/// Checks whether the keys of notes open, as [FirstLook] does for the keys of cases: after they
/// were made, and after another centre got them. Opens no note. Staff role only.
@Singleton
public class NoteLook {

  private static final Logger LOG = LoggerFactory.getLogger(NoteLook.class);
  private static final int BATCH = 1_000;

  private final CaseRepository cases;
  private final NoteKeys keys;
  private final OpenerCheck opener;
  private final Alarm alarm;

  NoteLook(CaseRepository cases, NoteKeys keys, OpenerCheck opener, InstantSource clock) {
    this.cases = cases;
    this.keys = keys;
    this.opener = opener;
    this.alarm = new Alarm(LOG, clock);
  }

  /// @return the centres for which something was written
  public Set<String> look() {
    Set<String> centres = new TreeSet<>();
    UUID after = new UUID(0, 0);
    List<NoteKeyRow> page;
    do {
      page = keys.unseen(after, BATCH);
      for (NoteKeyRow wrap : page) {
        after = wrap.caseId();
        if (state(wrap).filter(state -> keys.found(wrap, state)).isPresent()) {
          centres.add(wrap.centre());
        }
      }
    } while (page.size() == BATCH);
    return centres;
  }

  private Optional<SealedState> state(NoteKeyRow wrap) {
    if (!keys.holds(wrap)) {
      alarm.raise("notes of {} wait for a private key that is missing here", wrap.centre());
      return Optional.empty();
    }
    Optional<CaseRow> row = cases.findById(wrap.caseId());
    if (row.isEmpty()) {
      return Optional.empty();
    }
    try {
      keys.unwrap(row.get(), wrap);
      return Optional.of(SealedState.READABLE);
    } catch (TamperedException e) {
      if (!opener.opens()) {
        return Optional.empty();
      }
      alarm.raise("the notes of a case of {} do not open with their key", wrap.centre());
      return Optional.of(SealedState.WRAP_UNREADABLE);
    }
  }
}
