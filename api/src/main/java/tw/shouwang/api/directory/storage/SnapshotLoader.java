package tw.shouwang.api.directory.storage;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;
import tw.shouwang.api.directory.snapshot.SavedSnapshot;
import tw.shouwang.api.directory.snapshot.SnapshotStore;

/// Reads the directory from PostgreSQL when it has changed, swaps the snapshot and saves it.
@Singleton
public class SnapshotLoader {

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
  public synchronized boolean refresh() {
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
