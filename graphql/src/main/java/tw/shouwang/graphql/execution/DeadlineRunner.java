package tw.shouwang.graphql.execution;

import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tw.shouwang.graphql.errors.Faults;

/// Runs blocking work on a thread that may block, up to a deadline. The caller gets a result at the
/// deadline, whatever the work does; what can be stopped of it then is stopped.
@Singleton
class DeadlineRunner {

  private final ExecutorService blocking;
  private final Scheduler scheduler;
  private final Faults faults;
  private final Forgetting forgetting;

  DeadlineRunner(
      @Named(TaskExecutors.BLOCKING) ExecutorService blocking,
      Faults faults,
      Forgetting forgetting) {
    this.blocking = blocking;
    this.scheduler = Schedulers.fromExecutor(blocking);
    this.faults = faults;
    this.forgetting = forgetting;
  }

  /// Runs the steps of streams where they may block.
  Scheduler scheduler() {
    return scheduler;
  }

  /// The failure of work that ran elsewhere.
  Failure fault(Throwable thrown) {
    return new Failure.Fault(faults.log("the engine", thrown));
  }

  sealed interface Failure {

    record TooLate() implements Failure {}

    record Fault(String id) implements Failure {}
  }

  /// How running work lets itself be stopped.
  static final class Cancellation {

    private @Nullable Runnable stop;
    private @Nullable Thread thread;
    private boolean cancelled;

    /// Says what to call at the deadline, and whether the thread may be interrupted as well: not
    /// where it may be writing, because what became of that would be unknown.
    synchronized void onCancel(Runnable stop, boolean interruptible) {
      this.stop = stop;
      this.thread = interruptible ? Thread.currentThread() : null;
      if (cancelled) {
        stop.run();
      }
    }

    synchronized void cancel() {
      cancelled = true;
      if (stop != null) {
        stop.run();
      }
      if (thread != null) {
        thread.interrupt();
      }
    }

    /// Before the thread goes on to something else.
    synchronized void done() {
      thread = null;
      stop = null;
    }
  }

  <T> CompletableFuture<T> run(
      Duration most, Function<Cancellation, T> work, Function<Failure, T> failed) {
    Cancellation cancellation = new Cancellation();
    CompletableFuture<T> running =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return work.apply(cancellation);
              } catch (RuntimeException | StackOverflowError e) {
                return failed.apply(fault(e));
              } finally {
                cancellation.done();
                forgetting.worked();
              }
            },
            blocking);
    return running
        .orTimeout(most.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(thrown -> {
          if (thrown instanceof TimeoutException) {
            cancellation.cancel();
            return failed.apply(new Failure.TooLate());
          }
          return failed.apply(fault(thrown));
        });
  }
}
