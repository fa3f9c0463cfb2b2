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

/// Stores reports that an entry is wrong, for the editors' list of entries to check. Stores the
/// text and the day, and nothing about the sender.
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

  /// Stores a report whose text the caller has checked; false if the entry does not exist.
  public boolean report(String idOrKey, String words) {
    Optional<IndexedEntry> item = store.current().find(idOrKey);
    item.ifPresent(found ->
        problems.save(
            new ProblemRow(UUID.randomUUID(), found.entry().id(), words, TaiwanTime.today(clock))));
    return item.isPresent();
  }
}
