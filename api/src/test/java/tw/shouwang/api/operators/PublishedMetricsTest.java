package tw.shouwang.api.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tw.shouwang.graphql.deprecations.DeprecatedPart;
import tw.shouwang.graphql.deprecations.Deprecations;

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

  /// A trusted document is named, any other one is not, and nobody learns when.
  @Test
  void tellsWhichDocumentsUseSomethingDeprecated() {
    DeprecatedUse uses = new DeprecatedUse(registry);
    DeprecatedPart part =
        DeprecatedPart.of("InboxFilter.status", "2026-11-28: use `statuses`.").orElseThrow();
    uses.answered("staff", new Deprecations("Inbox", List.of(part)));
    uses.answered("staff", new Deprecations(null, List.of(part)));
    assertThat(metrics.text()).doesNotContain("deprecated");
    pass(Duration.ofMinutes(6));
    assertThat(metrics.text())
        .contains(
            "shouwang_graphql_deprecated_total{document=\"Inbox\",part=\"InboxFilter.status\","
                + "schema=\"staff\"} 1.0",
            "shouwang_graphql_deprecated_total{document=\"other\",");
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
