package tw.shouwang.foundation;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tw.shouwang.foundation.Deadline.Outcome;

class DeadlineTest {

  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofSeconds(30);

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  @Test
  void givesWhatTheWorkGave() {
    assertThat(Deadline.await(LONG, executor, () -> "done")).isEqualTo(new Outcome.Done<>("done"));
    assertThat(Deadline.within(LONG, executor, () -> "done").join())
        .isEqualTo(new Outcome.Done<>("done"));
  }

  @Test
  void tellsWhatTheWorkThrew() {
    var failure = new TimeoutException("the work's own");
    Callable<String> work =
        () -> {
          throw failure;
        };

    assertThat(Deadline.await(LONG, executor, work)).isEqualTo(new Outcome.Failed<>(failure));
    assertThat(Deadline.within(LONG, executor, work).join())
        .isEqualTo(new Outcome.Failed<>(failure));
  }

  @Test
  void tellsOfAnErrorAndOfAFullExecutorToo() {
    var error = new StackOverflowError();
    assertThat(
            Deadline.await(
                LONG,
                executor,
                () -> {
                  throw error;
                }))
        .isEqualTo(new Outcome.Failed<>(error));

    executor.shutdown();
    assertThat(Deadline.await(LONG, executor, () -> "done")).isInstanceOf(Outcome.Failed.class);
  }

  /// A8, W8: what nobody waits for any more is not begun, so that late work does not pile up.
  @Test
  void neverBeginsWorkThatIsAlreadyLate() {
    Queue<Runnable> queue = new ArrayDeque<>();
    AtomicBoolean begun = new AtomicBoolean();
    assertThat(Deadline.within(SHORT, queue::add, () -> begun.getAndSet(true)).join())
        .isEqualTo(new Outcome.TooLate<>());
    queue.remove().run();
    assertThat(begun).isFalse();
  }

  /// W7: an interrupt closes the socket that a virtual thread reads from, so each late query would
  /// cost the pool a connection.
  @Test
  void leavesTheSocketOfLateWorkOpen() throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var client = new Socket(server.getInetAddress(), server.getLocalPort());
        var accepted = server.accept()) {
      var read = new CompletableFuture<Integer>();
      Callable<Integer> work =
          () -> {
            try {
              read.complete(client.getInputStream().read());
            } catch (Exception e) {
              read.completeExceptionally(e);
            }
            return 0;
          };

      assertThat(Deadline.await(SHORT, executor, work)).isEqualTo(new Outcome.TooLate<>());
      accepted.getOutputStream().write(7);

      assertThat(read.get(30, SECONDS)).isEqualTo(7);
      assertThat(client.isClosed()).isFalse();
    }
  }

  @Test
  void isOnTimeWhereNoThreadWaits() {
    var never = new CountDownLatch(1);

    assertThat(
            Deadline.within(
                    SHORT,
                    executor,
                    () -> {
                      never.await();
                      return 0;
                    })
                .join())
        .isEqualTo(new Outcome.TooLate<>());
  }

  @Test
  void cancelsWhatIsUnderWayElsewhere() {
    var request = new CompletableFuture<String>();

    assertThat(Deadline.await(SHORT, request)).isEqualTo(new Outcome.TooLate<>());
    assertThat(request).isCancelled();
  }

  @Test
  void leavesAnInterruptedWaiterInterrupted() {
    Thread.currentThread().interrupt();

    assertThat(Deadline.await(LONG, new CompletableFuture<String>()))
        .isEqualTo(new Outcome.TooLate<>());
    assertThat(Thread.interrupted()).isTrue();
  }
}
