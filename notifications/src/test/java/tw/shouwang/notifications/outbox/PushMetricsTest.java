package tw.shouwang.notifications.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tw.shouwang.notifications.Delivery;
import tw.shouwang.notifications.testing.RecordingSender;

class PushMetricsTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final PushServices services =
      new PushServices(
          List.of(new RecordingSender()),
          WorkerSetup.FAST,
          PushRules.DESIGN,
          InstantSource.system());
  private final PushMetrics metrics = new PushMetrics(registry, services);

  @Test
  void showHowLongTheOldestPushWaits() {
    metrics.waits(new Outbox.Backlog(3, Duration.ofMinutes(7), 2));

    assertThat(registry.get("shouwang.push.waiting.oldest.age.seconds").gauge().value())
        .isEqualTo(420);
    assertThat(registry.get("shouwang.push.waiting").gauge().value()).isEqualTo(3);
    assertThat(registry.get("shouwang.push.given.up.waiting").gauge().value()).isEqualTo(2);
  }

  @Test
  void showTheState() {
    assertThat(registry.get("shouwang.push.state").tag("state", "working").gauge().value())
        .isEqualTo(1);
    assertThat(registry.get("shouwang.push.state").tag("state", "paused").gauge().value()).isZero();
  }

  @Test
  void haveEveryMetricAndLabelThatTheAlertsName() throws IOException {
    Stream.of(
            new Delivery.Delivered(),
            new Delivery.Unregistered(),
            new Delivery.Refused(true),
            new Delivery.Throttled(Optional.empty()),
            new Delivery.Unavailable(Optional.empty()),
            new Delivery.Unauthorized(),
            new Delivery.Unknown())
        .forEach(metrics::tried);
    String rules = Files.readString(Path.of("alerts/push.yml"));

    assertThat(all("shouwang_push_[a-z_]+", rules)).isSubsetOf(prometheusNames());
    assertThat(all("(?:answer|state|outcome)=\"[a-z_]+\"", rules)).isSubsetOf(labels());
  }

  private Set<String> prometheusNames() {
    return registry.getMeters().stream()
        .map(Meter::getId)
        .map(id ->
            id.getName().replace('.', '_') + (id.getType() == Meter.Type.COUNTER ? "_total" : ""))
        .collect(Collectors.toSet());
  }

  private Set<String> labels() {
    return registry.getMeters().stream()
        .flatMap(meter -> meter.getId().getTags().stream())
        .map(tag -> "%s=\"%s\"".formatted(tag.getKey(), tag.getValue()))
        .collect(Collectors.toSet());
  }

  private static Set<String> all(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toSet());
  }
}
