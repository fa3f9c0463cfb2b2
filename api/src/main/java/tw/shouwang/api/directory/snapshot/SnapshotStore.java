package tw.shouwang.api.directory.snapshot;

import io.micronaut.json.JsonMapper;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
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
  private final BackgroundBuild<LoadedDirectory> first;
  private final AtomicReference<@Nullable LoadedDirectory> current = new AtomicReference<>();
  private volatile boolean read;

  /// Begins to build the first snapshot, which takes about as long as the rest of a start.
  SnapshotStore(JsonMapper json, SavedSnapshot saved, InstantSource clock) {
    this.json = json;
    this.saved = saved;
    this.clock = clock;
    this.first = BackgroundBuild.begin(this::first);
  }

  public DirectorySnapshot current() {
    return held().snapshot();
  }

  /// Waits for the first snapshot, if there is none yet.
  public LoadedDirectory held() {
    LoadedDirectory held = current.get();
    if (held == null) {
      current.compareAndSet(null, first.result());
      held = Objects.requireNonNull(current.get());
    }
    return held;
  }

  /// A process that can build no snapshot does not start.
  @EventListener
  void onStartup(ServerStartupEvent event) {
    held();
  }

  /// Says that the current snapshot is what the database holds.
  public void confirm() {
    read = true;
  }

  /// Whether this process has compared its snapshot with the database since it started.
  public boolean isRead() {
    return read;
  }

  /// Builds a snapshot in the background and then replaces the current one; readers never wait.
  public void swap(DirectoryDocument document) {
    current.set(build(document));
    read = true;
  }

  private LoadedDirectory first() {
    return saved.read().flatMap(this::usable).orElseGet(() -> build(DirectoryPack.load(json)));
  }

  /// Builds a snapshot. A copy written by an older release lacks the data for understanding texts,
  /// which then come from the pack.
  private LoadedDirectory build(DirectoryDocument read) {
    DirectoryDocument document =
        read.understanding() == null
            ? read.understoodBy(DirectoryPack.load(json).understanding())
            : read;
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
