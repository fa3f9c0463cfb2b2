package tw.shouwang.api.directory.snapshot;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A value that is made once for each snapshot, on first use, on a thread of its own. Concurrent
/// callers wait for the same value.
public final class MadeOnce<T> {

  private record Made<T>(SnapshotStore.LoadedDirectory held, FutureTask<T> task) {}

  private final SnapshotStore store;
  private final Function<SnapshotStore.LoadedDirectory, T> make;
  private final AtomicReference<@Nullable Made<T>> last = new AtomicReference<>();

  public MadeOnce(SnapshotStore store, Function<SnapshotStore.LoadedDirectory, T> make) {
    this.store = store;
    this.make = make;
  }

  /// The value for the current snapshot. Blocks while it is being made.
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

  /// After a failure the next caller makes the value again.
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
