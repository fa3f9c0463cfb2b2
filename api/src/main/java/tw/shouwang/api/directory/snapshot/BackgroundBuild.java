package tw.shouwang.api.directory.snapshot;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// A long computation on a platform thread of its own. Requests run on virtual threads, whose few
/// carrier threads are not released during a computation; building a large directory there would
/// block all requests.
///
/// @param <T> the result
public final class BackgroundBuild<T> {

  private final FutureTask<T> task;
  private final Thread thread;

  private BackgroundBuild(Callable<T> work, int priority) {
    task = new FutureTask<>(work);
    thread = Thread.ofPlatform().name("directory-build").daemon().priority(priority).start(task);
  }

  /// Starts the work with the usual priority.
  static <T> BackgroundBuild<T> begin(Callable<T> work) {
    return new BackgroundBuild<>(work, Thread.NORM_PRIORITY);
  }

  /// Does the work with the lowest priority, and waits for it; where the caller is interrupted, so
  /// is the work.
  public static <T> T call(Callable<T> work) {
    BackgroundBuild<T> build = new BackgroundBuild<>(work, Thread.MIN_PRIORITY);
    try {
      return build.result();
    } finally {
      if (!build.task.isDone()) {
        build.thread.interrupt();
      }
    }
  }

  /// Waits for the result.
  T result() {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
