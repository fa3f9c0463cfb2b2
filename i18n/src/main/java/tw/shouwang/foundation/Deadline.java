package tw.shouwang.foundation;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Limits how long a caller waits for work.
///
/// Late work is cancelled as a [CompletableFuture] is, and its thread is never interrupted:
/// interrupting a virtual thread that reads from a socket closes the socket, so every late query
/// would cost the pool a connection. Late work has to end by a limit of its own, such as
/// PostgreSQL's `statement_timeout`. It may still succeed after the caller has stopped waiting.
/// Work that has not begun by then never begins.
public final class Deadline {

  private Deadline() {}

  /// How the work ended, as far as the caller waited for it.
  public sealed interface Outcome<T> {

    record Done<T>(T value) implements Outcome<T> {}

    /// @param cause what the work threw
    record Failed<T>(Throwable cause) implements Outcome<T> {}

    /// The time ran out first, or the waiting thread was interrupted; its interrupt flag stays set.
    record TooLate<T>() implements Outcome<T> {}
  }

  /// Runs work on the executor's thread and waits for it.
  public static <T> Outcome<T> await(Duration most, Executor executor, Callable<T> work) {
    return await(most, start(executor, work));
  }

  /// Waits for work that runs elsewhere. Late work is cancelled: that ends a request of the JDK's
  /// HTTP client, and does not affect work on a thread.
  public static <T> Outcome<T> await(Duration most, CompletableFuture<T> work) {
    try {
      return new Outcome.Done<>(work.get(Math.max(1, most.toMillis()), TimeUnit.MILLISECONDS));
    } catch (TimeoutException | CancellationException e) {
      work.cancel(false);
      return new Outcome.TooLate<>();
    } catch (InterruptedException e) {
      work.cancel(false);
      Thread.currentThread().interrupt();
      return new Outcome.TooLate<>();
    } catch (ExecutionException e) {
      return new Outcome.Failed<>(cause(e));
    }
  }

  /// The same without a waiting thread: the future always completes with an outcome.
  public static <T> CompletableFuture<Outcome<T>> within(
      Duration most, Executor executor, Callable<T> work) {
    return start(executor, work)
        .orTimeout(Math.max(1, most.toMillis()), TimeUnit.MILLISECONDS)
        .handle((value, thrown) -> {
          if (thrown == null) {
            return new Outcome.Done<>(value);
          }
          // The JDK wraps the work's own exceptions.
          return thrown instanceof TimeoutException
              ? new Outcome.TooLate<>()
              : new Outcome.Failed<>(cause(thrown));
        });
  }

  private static <T> CompletableFuture<T> start(Executor executor, Callable<T> work) {
    var running = new CompletableFuture<T>();
    try {
      executor.execute(() -> {
        try {
          if (!running.isDone()) {
            running.complete(work.call());
          }
        } catch (Throwable e) {
          running.completeExceptionally(new CompletionException(e));
        }
      });
    } catch (RejectedExecutionException e) {
      running.completeExceptionally(new CompletionException(e));
    }
    return running;
  }

  private static Throwable cause(Throwable thrown) {
    boolean wraps = thrown instanceof CompletionException || thrown instanceof ExecutionException;
    Throwable cause = thrown.getCause();
    return wraps && cause != null ? cause(cause) : thrown;
  }
}
