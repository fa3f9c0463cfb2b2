package tw.shouwang.foundation;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestartingThreadTest {

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  private final RestartingThread.Observer observer =
      new RestartingThread.Observer() {
        @Override
        public void failed(String name, Throwable cause) {
          heard.add(name + " " + cause.getClass().getSimpleName());
        }

        @Override
        public void completed(String name) {
          heard.add(name + " completed");
        }
      };

  /// W17: a thread that an Error ended was never started again.
  @ParameterizedTest
  @ValueSource(
      classes = {
        OutOfMemoryError.class,
        StackOverflowError.class,
        IllegalStateException.class,
        InterruptedException.class
      })
  void goesOnAfterWhateverWasThrown(Class<? extends Throwable> kind) throws Exception {
    Throwable thrown = kind.getDeclaredConstructor().newInstance();
    var rounds = new AtomicInteger();
    var never = new CountDownLatch(1);
    RestartingThread.Round round =
        () -> {
          switch (rounds.incrementAndGet()) {
            case 1 -> RestartingThreadTest.<RuntimeException>sneak(thrown);
            case 2 -> {}
            default -> never.await();
          }
        };

    try (var thread = new RestartingThread("watch", Duration.ofMillis(1), round, observer)) {
      thread.start();

      assertThat(heard.poll(30, SECONDS)).isEqualTo("watch " + kind.getSimpleName());
      assertThat(heard.poll(30, SECONDS)).isEqualTo("watch completed");
    }
  }

  @Test
  void outlivesAnObserverThatFails() throws Exception {
    var rounds = new CountDownLatch(3);
    var failing =
        new RestartingThread.Observer() {
          @Override
          public void failed(String name, Throwable cause) {
            throw new OutOfMemoryError();
          }

          @Override
          public void completed(String name) {
            throw new IllegalStateException();
          }
        };

    try (var thread =
        new RestartingThread("watch", Duration.ofMillis(1), rounds::countDown, failing)) {
      thread.start();

      assertThat(rounds.await(30, SECONDS)).isTrue();
    }
  }

  @Test
  void endsWhenClosedAndSaysNothingOfIt() throws Exception {
    var began = new CountDownLatch(1);
    Queue<Thread> runners = new ConcurrentLinkedQueue<>();
    RestartingThread.Round round =
        () -> {
          runners.add(Thread.currentThread());
          began.countDown();
          new CountDownLatch(1).await();
        };

    var thread = new RestartingThread("watch", Duration.ofMillis(1), round, observer);
    thread.start();
    thread.start();
    assertThat(began.await(30, SECONDS)).isTrue();
    thread.close();
    thread.start();

    Thread runner = runners.remove();
    assertThat(runner.join(Duration.ofSeconds(30))).isTrue();
    assertThat(heard).isEmpty();
    assertThat(runners).isEmpty();
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
