package tw.shouwang.api.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NightlyJobsTest {

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final AtomicInteger second = new AtomicInteger(1_000);
  private final NightlyJobs jobs =
      new NightlyJobs(() -> Instant.ofEpochSecond(second.get()), metrics, null);

  @Test
  void publishesWhenAJobLastSucceeded() {
    assertThat(jobs.run("keys", () -> {})).isTrue();
    second.set(2_000);
    assertThat(jobs.run("keys", () -> fail())).isFalse();
    assertThat(lastSuccess("keys")).isEqualTo(1_000);
    assertThat(jobs.run("keys", () -> {})).isTrue();
    assertThat(lastSuccess("keys")).isEqualTo(2_000);
  }

  @Test
  void saysOfAJobThatFailsFromTheFirstDayThatItNeverSucceeded() {
    assertThat(jobs.run("figures", () -> fail())).isFalse();
    assertThat(lastSuccess("figures")).isZero();
  }

  @Test
  void leavesWorkToTheNodeThatClaimedIt() {
    AtomicInteger done = new AtomicInteger();
    assertThat(jobs.run("keys", () -> false, done::incrementAndGet)).isFalse();
    assertThat(done).hasValue(0);
    assertThat(jobs.run("keys", () -> true, done::incrementAndGet)).isTrue();
    assertThat(done).hasValue(1);
  }

  @Test
  void failsWithItsClaim() {
    assertThat(jobs.run("keys", () -> fail() > 0, () -> {})).isFalse();
  }

  private double lastSuccess(String job) {
    return metrics.get("shouwang.job.last.success").tag("job", job).gauge().value();
  }

  private static int fail() {
    throw new IllegalStateException("it went wrong");
  }
}
