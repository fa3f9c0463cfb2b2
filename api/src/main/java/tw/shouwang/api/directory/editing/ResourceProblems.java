package tw.shouwang.api.directory.editing;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import tw.shouwang.api.directory.snapshot.IndexedEntry;
import tw.shouwang.api.directory.snapshot.SnapshotStore;
import tw.shouwang.api.directory.storage.ProblemRepository;
import tw.shouwang.api.directory.storage.ProblemRow;
import tw.shouwang.foundation.TaiwanTime;

/// Takes in what anybody says is wrong with an entry, for the editors' list of stale entries. Keeps
/// the words and the day, and nothing about who.
@Singleton
public class ResourceProblems {

  private final SnapshotStore store;
  private final ProblemRepository problems;
  private final InstantSource clock;

  ResourceProblems(SnapshotStore store, ProblemRepository problems, InstantSource clock) {
    this.store = store;
    this.problems = problems;
    this.clock = clock;
  }

  /// True when there is such an entry and the words are kept; the caller has checked the words.
  public boolean report(String idOrKey, String words) {
    Optional<IndexedEntry> item = store.current().find(idOrKey);
    item.ifPresent(found ->
        problems.save(
            new ProblemRow(UUID.randomUUID(), found.entry().id(), words, TaiwanTime.today(clock))));
    return item.isPresent();
  }
}
