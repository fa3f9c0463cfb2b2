package tw.shouwang.foundation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A virtual thread that repeats one round of work until it is closed. After a round that throws
/// (even an `Error`) it pauses and runs the next round, so that one failure never ends the work
/// unnoticed.
public final class RestartingThread implements AutoCloseable {

  /// One round: usually waits for work, then does it.
  public interface Round {
    void run() throws Exception;
  }

  /// Is called when a round ends, for a log line, a metric or a health detail. Runs on the thread
  /// of the rounds.
  public interface Observer {

    /// A round threw; the next one follows after the pause.
    void failed(String name, Throwable cause);

    /// A round came to its end.
    void completed(String name);
  }

  private final String name;
  private final Duration pause;
  private final Round round;
  private final Observer observer;
  private @Nullable Thread thread;
  private volatile boolean closed;

  /// @param pause before the round after a failed one
  public RestartingThread(String name, Duration pause, Round round, Observer observer) {
    this.name = name;
    this.pause = pause;
    this.round = round;
    this.observer = observer;
  }

  /// Starts the thread, unless it was started or closed before.
  public synchronized void start() {
    if (thread == null && !closed) {
      thread = Thread.ofVirtual().name(name).start(this::run);
    }
  }

  /// Interrupts the current round and starts no other.
  @Override
  public synchronized void close() {
    closed = true;
    if (thread != null) {
      thread.interrupt();
    }
  }

  /// Starts no other round. Interrupts the current round only if it has not ended within
  /// `patience`.
  public void close(Duration patience) {
    closed = true;
    Thread running;
    synchronized (this) {
      running = thread;
    }
    if (running == null) {
      return;
    }
    try {
      if (!running.join(patience)) {
        running.interrupt();
      }
    } catch (InterruptedException e) {
      running.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closed) {
      try {
        round.run();
        observer.completed(name);
      } catch (Throwable e) {
        failed(e);
      }
    }
  }

  private void failed(Throwable cause) {
    if (closed) {
      return;
    }
    try {
      observer.failed(name, cause);
      // Clears an interrupt that did not come from close(), which sets `closed` first.
      Thread.sleep(pause);
    } catch (Throwable _) {
      // The next round runs after any failure.
    }
  }
}
