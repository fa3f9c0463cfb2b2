package tw.shouwang.graphql.execution;

import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tw.shouwang.foundation.Deadline;
import tw.shouwang.graphql.errors.Faults;

/// Runs blocking work on a thread that may block, up to a deadline. The caller gets a result at the
/// deadline, whatever the work does; what can be stopped of it then is stopped.
@Singleton
class DeadlineRunner {

  private final ExecutorService blocking;
  private final Scheduler scheduler;
  private final Faults faults;
  private final IdleGarbageCollection collection;

  DeadlineRunner(
      @Named(TaskExecutors.BLOCKING) ExecutorService blocking,
      Faults faults,
      IdleGarbageCollection collection) {
    this.blocking = blocking;
    this.scheduler = Schedulers.fromExecutor(blocking);
    this.faults = faults;
    this.collection = collection;
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

  /// How running work lets itself be stopped. Its thread is never interrupted: that would close the
  /// socket of a database connection that it waits for, and cost the pool a connection for each
  /// late query.
  static final class Cancellation {

    private @Nullable Runnable stop;
    private boolean cancelled;

    /// Says what to call at the deadline.
    synchronized void onCancel(Runnable stop) {
      this.stop = stop;
      if (cancelled) {
        stop.run();
      }
    }

    synchronized void cancel() {
      cancelled = true;
      if (stop != null) {
        stop.run();
      }
    }

    /// Before the thread goes on to something else.
    synchronized void done() {
      stop = null;
    }
  }

  <T> CompletableFuture<T> run(
      Duration most, Function<Cancellation, T> work, Function<Failure, T> failed) {
    Cancellation cancellation = new Cancellation();
    return Deadline.within(
            most,
            blocking,
            () -> {
              try {
                return work.apply(cancellation);
              } finally {
                cancellation.done();
                collection.worked();
              }
            })
        .thenApply(outcome ->
            switch (outcome) {
              case Deadline.Outcome.Done<T> done -> done.value();
              case Deadline.Outcome.Failed<T> thrown -> failed.apply(fault(thrown.cause()));
              case Deadline.Outcome.TooLate<T> _ -> {
                cancellation.cancel();
                yield failed.apply(new Failure.TooLate());
              }
            });
  }
}
