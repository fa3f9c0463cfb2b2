package tw.shouwang.api.directory.snapshot;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Something that is made once of each snapshot when it is first asked for, on a thread of its own.
/// Whoever asks meanwhile waits for the same one.
public final class MadeOnce<T> {

  private record Made<T>(SnapshotStore.LoadedDirectory held, FutureTask<T> task) {}

  private final SnapshotStore store;
  private final Function<SnapshotStore.LoadedDirectory, T> make;
  private final AtomicReference<@Nullable Made<T>> last = new AtomicReference<>();

  public MadeOnce(SnapshotStore store, Function<SnapshotStore.LoadedDirectory, T> make) {
    this.store = store;
    this.make = make;
  }

  /// Of the current snapshot. Blocks while it is being made.
  public T current() {
    SnapshotStore.LoadedDirectory held = store.held();
    Made<T> made = last.get();
    if (made == null || made.held() != held) {
      FutureTask<T> task = new FutureTask<>(() -> BackgroundBuild.call(() -> make.apply(held)));
      Made<T> mine = new Made<>(held, task);
      if (last.compareAndSet(made, mine)) {
        task.run();
        made = mine;
      } else {
        return current();
      }
    }
    return result(made);
  }

  /// One that could not be made is made again for whoever asks next.
  private T result(Made<T> made) {
    try {
      return made.task().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      last.compareAndSet(made, null);
      throw new IllegalStateException(e.getCause());
    }
  }
}
