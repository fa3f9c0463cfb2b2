package tw.shouwang.api.directory;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the directory from PostgreSQL when it has changed, swaps the snapshot and saves it.
@Singleton
class SnapshotLoader {

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotLoader.class);

  private final StateRepository state;
  private final DirectoryTables tables;
  private final SnapshotStore store;
  private final SavedSnapshot saved;

  SnapshotLoader(
      StateRepository state, DirectoryTables tables, SnapshotStore store, SavedSnapshot saved) {
    this.state = state;
    this.tables = tables;
    this.store = store;
    this.saved = saved;
  }

  /// True when a newer directory was there and is served now.
  synchronized boolean refresh() {
    Optional<StateRow> there = state.find();
    return there.isPresent() && !isCurrent(there.get()) && Aside.call(this::read);
  }

  private boolean read() {
    Optional<DirectoryDocument> document = tables.load();
    if (document.isEmpty()) {
      return false;
    }
    store.swap(document.get());
    saved.write(document.get());
    LOG.info(
        "serving directory revision {} with {} entries",
        store.current().revision(),
        store.current().size());
    return true;
  }

  private boolean isCurrent(StateRow there) {
    DirectorySnapshot snapshot = store.current();
    return snapshot.epoch().equals(there.epoch()) && snapshot.revision() == there.revision();
  }
}
