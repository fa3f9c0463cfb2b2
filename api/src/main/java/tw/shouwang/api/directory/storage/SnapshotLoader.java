package tw.shouwang.api.directory.storage;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.directory.snapshot.BackgroundBuild;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;
import tw.shouwang.api.directory.snapshot.SavedSnapshot;
import tw.shouwang.api.directory.snapshot.SnapshotStore;
import tw.shouwang.api.process.ReadAtStart;

/// Reads the directory from PostgreSQL when it has changed, replaces the snapshot and saves it.
///
/// Rows that this version does not understand are left out and reported. A revision that cannot be
/// read at all is tried again after growing pauses; meanwhile the old snapshot is served.
@Singleton
public class SnapshotLoader implements ReadAtStart {

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotLoader.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final StateRepository state;
  private final DirectoryTables tables;
  private final SnapshotStore store;
  private final SavedSnapshot saved;
  private final InstantSource clock;
  private volatile List<String> leftOut = List.of();
  private volatile long stored;
  private @Nullable Failure failure;

  /// A revision that could not be read, and when it is tried again.
  private record Failure(String epoch, long revision, Duration pause, Instant again) {

    boolean isOf(StateRow row) {
      return row.revision() == revision && row.epoch().equals(epoch);
    }
  }

  SnapshotLoader(
      StateRepository state,
      DirectoryTables tables,
      SnapshotStore store,
      SavedSnapshot saved,
      InstantSource clock) {
    this.state = state;
    this.tables = tables;
    this.store = store;
    this.saved = saved;
    this.clock = clock;
  }

  /// Reads the directory for a process that only looks: the copy on the disk stays as it is.
  @Override
  public void read() {
    tables.load().ifPresent(store::swap);
  }

  /// Returns true if a newer directory was read and is served now.
  public synchronized boolean refresh() {
    Optional<StateRow> found = state.find();
    if (found.isEmpty()) {
      return false;
    }
    StateRow row = found.get();
    stored = row.revision();
    if (isCurrent(row)) {
      store.confirm();
      return false;
    }
    if (isPausing(row)) {
      return false;
    }
    try {
      boolean swapped = BackgroundBuild.call(this::readAndSave);
      failure = null;
      return swapped;
    } catch (RuntimeException e) {
      // A process that ends, as a command does, stops reading; that is no fault of the directory.
      if (!Thread.currentThread().isInterrupted()) {
        failed(row, e);
      }
      return false;
    }
  }

  /// The rows that the served revision leaves out, one line each.
  List<String> leftOut() {
    return leftOut;
  }

  /// How many revisions the served directory is behind the stored one.
  long behind() {
    return Math.max(0, stored - store.current().revision());
  }

  private boolean isPausing(StateRow row) {
    return failure != null && failure.isOf(row) && clock.instant().isBefore(failure.again());
  }

  private void failed(StateRow row, RuntimeException reason) {
    Failure before = failure;
    Duration pause = FIRST_PAUSE;
    if (before != null && before.isOf(row)) {
      Duration twice = before.pause().multipliedBy(2);
      pause = twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    } else {
      LOG.error(
          "directory revision {} cannot be read; revision {} is served until it can",
          row.revision(),
          store.current().revision(),
          reason);
    }
    failure = new Failure(row.epoch(), row.revision(), pause, clock.instant().plus(pause));
  }

  private boolean readAndSave() {
    List<String> unread = new ArrayList<>();
    Optional<DirectoryDocument> document = tables.load(unread::add);
    if (document.isEmpty()) {
      return false;
    }
    store.swap(document.get());
    unread.addAll(store.current().leftOut());
    if (!unread.isEmpty() && !unread.equals(leftOut)) {
      LOG.error(
          "the directory is served without {} rows that this version does not understand: {}",
          unread.size(),
          unread);
    }
    leftOut = List.copyOf(unread);
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
