package tw.shouwang.api.database;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.management.health.indicator.HealthResult;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import tw.shouwang.foundation.RestartingThread;

class ListenerHealthTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final ListenerHealth health = new ListenerHealth(registry, InstantSource.system());

  /// W17: a listener that an Error had ended did not run until the next restart, and the health
  /// check did not show it.
  @Test
  void showsAListenerThatFailsAndThatItWorksAgain() throws Exception {
    var failedTwice = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    var worked = new CountDownLatch(1);
    var rounds = new AtomicInteger();
    RestartingThread.Round round =
        () -> {
          int number = rounds.incrementAndGet();
          if (number <= 2) {
            throw new OutOfMemoryError("as it were");
          }
          if (number == 3) {
            failedTwice.countDown();
            goOn.await();
          } else {
            worked.countDown();
            new CountDownLatch(1).await();
          }
        };
    try (var thread = new RestartingThread("changes", Duration.ofMillis(1), round, health)) {
      thread.start();

      assertThat(failedTwice.await(30, SECONDS)).isTrue();
      assertThat(failures()).isEqualTo(2);
      assertThat(state()).contains("changes=failing");

      goOn.countDown();
      assertThat(worked.await(30, SECONDS)).isTrue();
      assertThat(failures()).isZero();
      assertThat(state()).contains("changes=working");
    }
  }

  private double failures() {
    return registry.get("shouwang.listener.failures").tag("channel", "changes").gauge().value();
  }

  private String state() {
    HealthResult result =
        Objects.requireNonNull(Mono.from(health.getResult()).block(), "no result");
    assertThat(result.getStatus().getName()).isEqualTo("UP");
    return String.valueOf(result.getDetails());
  }
}
