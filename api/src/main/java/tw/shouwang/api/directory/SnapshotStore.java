package tw.shouwang.api.directory;

import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/// Holds the current snapshot. A reader takes it once per question and keeps it to the end, so a
/// swap never shows within an answer.
@Singleton
class SnapshotStore {

  private final AtomicReference<DirectorySnapshot> current;

  SnapshotStore(JsonMapper json, InstantSource time) {
    this.current =
        new AtomicReference<>(DirectorySnapshot.build(DirectoryPack.load(json), time.instant()));
  }

  DirectorySnapshot current() {
    return current.get();
  }

  void swap(DirectorySnapshot snapshot) {
    current.set(snapshot);
  }
}
