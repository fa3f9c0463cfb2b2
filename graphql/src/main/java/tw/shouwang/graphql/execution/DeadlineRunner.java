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

/// Runs blocking work with a deadline, on a thread that may block. At the deadline the caller gets
/// a result and the work is cancelled as far as it can be.
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

  /// Runs the steps of streams on threads that may block.
  Scheduler scheduler() {
    return scheduler;
  }

  /// Translates an exception of work that ran elsewhere.
  Failure fault(Throwable thrown) {
    return new Failure.Fault(faults.log("the engine", thrown));
  }

  sealed interface Failure {

    record TooLate() implements Failure {}

    record Fault(String id) implements Failure {}
  }

  /// Lets running work be cancelled without an interrupt. An interrupt would close the socket of a
  /// database connection that the thread waits for, so each late query would cost the pool a
  /// connection.
  static final class Cancellation {

    private @Nullable Runnable stop;
    private boolean cancelled;

    /// Sets what is called at the deadline.
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

    /// Called before the thread takes other work; later cancellations have no effect.
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
