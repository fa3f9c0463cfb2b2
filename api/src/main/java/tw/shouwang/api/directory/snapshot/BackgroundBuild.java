package tw.shouwang.api.directory.snapshot;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Long work that must not hold up answers: on a thread of its own and of the lowest priority. A
/// request's thread is carried by one of as many threads as there are processors, and does not give
/// it up while it computes; building a large directory there would take it from everybody.
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
