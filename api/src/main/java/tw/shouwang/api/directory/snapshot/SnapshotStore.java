package tw.shouwang.api.directory.snapshot;

import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.directory.document.DirectoryDocument;
import tw.shouwang.api.directory.document.DirectoryPack;

/// Holds the current snapshot: at the start the one saved on disk, or else the pack in the jar,
/// until the database has been read. A query uses one snapshot from start to end, so a change never
/// shows within an answer.
@Singleton
public class SnapshotStore {

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotStore.class);

  /// A snapshot, and the document that it was built from, for the bundle.
  public record LoadedDirectory(DirectorySnapshot snapshot, DirectoryDocument document) {}

  private final JsonMapper json;
  private final SavedSnapshot saved;
  private final InstantSource clock;

  /// Builds the first snapshot. Its result is the pack's data for understanding texts.
  private final BackgroundBuild<Optional<DirectoryDocument.UnderstandingDocument>> first;

  private final AtomicReference<@Nullable LoadedDirectory> current = new AtomicReference<>();
  private volatile boolean read;

  SnapshotStore(JsonMapper json, SavedSnapshot saved, InstantSource clock) {
    this.json = json;
    this.saved = saved;
    this.clock = clock;
    this.first = BackgroundBuild.begin(this::buildFirst);
  }

  /// Waits for the first snapshot, if there is none yet. No constructor of a bean may ask for it,
  /// because building it asks for beans.
  public DirectorySnapshot current() {
    return held().snapshot();
  }

  /// The same, with its document.
  public LoadedDirectory held() {
    LoadedDirectory held = current.get();
    if (held == null) {
      first.result();
      held = Objects.requireNonNull(current.get());
    }
    return held;
  }

  /// Records that the current snapshot is what the database holds.
  public void confirm() {
    read = true;
  }

  /// Whether this process has compared its snapshot with the database since it started.
  public boolean isRead() {
    return read;
  }

  /// Builds a snapshot in the background and then replaces the current one; readers never wait.
  public void swap(DirectoryDocument document) {
    current.set(
        build(
            document.understanding() == null
                ? document.understoodBy(first.result().orElse(null))
                : document));
    read = true;
  }

  /// A copy written by an older release lacks the data for understanding texts, which then come
  /// from the pack.
  private Optional<DirectoryDocument.UnderstandingDocument> buildFirst() {
    DirectoryDocument pack = DirectoryPack.load(json);
    LoadedDirectory built =
        saved
            .read()
            .map(copy ->
                copy.understanding() == null ? copy.understoodBy(pack.understanding()) : copy)
            .flatMap(this::usable)
            .orElseGet(() -> build(pack));
    current.compareAndSet(null, built);
    return Optional.ofNullable(pack.understanding());
  }

  private LoadedDirectory build(DirectoryDocument document) {
    return new LoadedDirectory(DirectorySnapshot.build(document, clock.instant()), document);
  }

  private Optional<LoadedDirectory> usable(DirectoryDocument document) {
    try {
      return Optional.of(build(document));
    } catch (RuntimeException e) {
      LOG.warn("the saved directory is not sound and is not used", e);
      return Optional.empty();
    }
  }
}
