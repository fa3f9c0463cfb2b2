package tw.shouwang.api.directory.snapshot;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Runs long computations on a platform thread of their own with the lowest priority. Requests run
/// on virtual threads, whose few carrier threads are not released during a computation; building a
/// large directory there would block all requests.
public final class BackgroundBuild {

  private BackgroundBuild() {}

  /// Does the work and waits for it.
  public static <T> T call(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread =
        Thread.ofPlatform()
            .name("directory-build")
            .daemon()
            .priority(Thread.MIN_PRIORITY)
            .start(task);
    try {
      return task.get();
    } catch (InterruptedException e) {
      thread.interrupt();
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
