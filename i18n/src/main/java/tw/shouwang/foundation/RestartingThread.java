package tw.shouwang.foundation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A virtual thread that does one round of work after another until it is closed. A round that
/// throws, an `Error` too, is followed by a pause and the next round: the watch over something must
/// not end because of one failure and nobody notice.
public final class RestartingThread implements AutoCloseable {

  /// One round: usually waits for something to do, then does it.
  public interface Round {
    void run() throws Exception;
  }

  /// Hears how the rounds end, for a log line, a metric, a health detail. Called on the thread.
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

  /// @param pause before the round that follows a failed one
  public RestartingThread(String name, Duration pause, Round round, Observer observer) {
    this.name = name;
    this.pause = pause;
    this.round = round;
    this.observer = observer;
  }

  /// Begins, unless it has begun or was closed already.
  public synchronized void start() {
    if (thread == null && !closed) {
      thread = Thread.ofVirtual().name(name).start(this::run);
    }
  }

  /// Interrupts the round that is under way and starts no other.
  @Override
  public synchronized void close() {
    closed = true;
    if (thread != null) {
      thread.interrupt();
    }
  }

  /// Starts no other round, and interrupts the one under way only when it has not ended in time.
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
      // Clears an interrupt that was not ours; ours comes with `closed`.
      Thread.sleep(pause);
    } catch (Throwable _) {
      // Whatever it was, the watch goes on.
    }
  }
}
