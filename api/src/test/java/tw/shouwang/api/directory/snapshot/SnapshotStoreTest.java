package tw.shouwang.api.directory.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.json.JsonMapper;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The first snapshot, which is built beside the rest of a start. The clock is asked once for each
/// snapshot, so it can hold or fail the first one.
class SnapshotStoreTest {

  @TempDir Path folder;

  @Test
  void whoAsksBeforeTheFirstOneWaitsForIt() throws Exception {
    CompletableFuture<Instant> built = new CompletableFuture<>();
    SnapshotStore store = store(built::join);
    CompletableFuture<DirectorySnapshot> asked = CompletableFuture.supplyAsync(store::current);

    assertThat(asked).isNotDone();
    built.complete(Instant.EPOCH);

    assertThat(asked.get(60, TimeUnit.SECONDS).builtAt()).isEqualTo(Instant.EPOCH);
  }

  @Test
  void theFirstOneReplacesNoNewerOne() throws Exception {
    CompletableFuture<Instant> built = new CompletableFuture<>();
    CompletableFuture<Thread> builder = new CompletableFuture<>();
    SnapshotStore store =
        store(() -> {
          if (Thread.currentThread().getName().equals("directory-build")) {
            builder.complete(Thread.currentThread());
            return built.join();
          }
          return Instant.MAX;
        });
    Thread first = builder.get(60, TimeUnit.SECONDS);
    store.swap(Snapshots.document());

    assertThat(store.current().builtAt()).as("waits for nothing").isEqualTo(Instant.MAX);
    built.complete(Instant.EPOCH);
    first.join();
    assertThat(store.current().builtAt()).isEqualTo(Instant.MAX);
  }

  @Test
  void whoAsksIsToldThatNoneCanBeBuilt() {
    SnapshotStore store =
        store(() -> {
          throw new IllegalStateException("no clock");
        });

    assertThatThrownBy(store::current).hasMessage("no clock");
  }

  private SnapshotStore store(InstantSource clock) {
    return new SnapshotStore(JsonMapper.createDefault(), Snapshots.saved(folder), clock);
  }
}
