package tw.shouwang.api.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// A5: counts are those at the end of the last ten minutes, whenever they are read.
class PublishedMetricsTest {

  private Instant now = Instant.parse("2026-11-22T10:34:00Z");
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final AtomicInteger entries = new AtomicInteger(74);
  private final PublishedMetrics metrics = new PublishedMetrics(registry, () -> now);

  private void pass(Duration time) {
    now = now.plus(time);
    metrics.look();
  }

  private void push() {
    registry.counter("shouwang.push.ended").increment();
  }

  @Test
  void tellsNothingThatIsCountedBeforeTenMinutesHaveEnded() {
    push();
    pass(Duration.ofMinutes(5));
    assertThat(metrics.text()).doesNotContain("shouwang_push");

    pass(Duration.ofMinutes(1));
    assertThat(metrics.text()).contains("shouwang_push_ended_total 1.0");
    push();
    pass(Duration.ofMinutes(9));
    assertThat(metrics.text()).contains("shouwang_push_ended_total 1.0");
    pass(Duration.ofSeconds(59));
    assertThat(metrics.text()).contains("shouwang_push_ended_total 1.0");
    pass(Duration.ofSeconds(1));
    assertThat(metrics.text()).contains("shouwang_push_ended_total 2.0");
  }

  @Test
  void takesTheCountsAtTheEndAndNotWhenSomebodyAsks() {
    pass(Duration.ofMinutes(6));
    now = now.plus(Duration.ofMinutes(15));
    push();
    assertThat(metrics.text()).doesNotContain("shouwang_push");
  }

  @Test
  void tellsAtOnceWhatNoSenderChanges() {
    Gauge.builder("shouwang.directory.entries", entries, AtomicInteger::get).register(registry);
    assertThat(metrics.text()).contains("shouwang_directory_entries 74.0");
    entries.incrementAndGet();
    assertThat(metrics.text())
        .contains("# TYPE shouwang_directory_entries gauge", "shouwang_directory_entries 75.0");
  }
}
