package tw.shouwang.api.intake.webhooks;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.notifications.outbox.OutboxRow;

/// Metrics of telling receivers: tries by answer, for how long the oldest message has not been
/// taken, and how many were given up. None names a receiver: an operator asks `webhooks list`.
@Singleton
@Requires(condition = InStaffProcess.class)
@Requires(notEnv = Environments.COMMAND)
final class WebhookMetrics {

  /// Enough to say that there are many.
  private static final int MOST = 1_000;

  private final WebhookOutbox outbox;
  private final InstantSource clock;
  private final Map<WebhookSender.Answer, Counter> tries =
      new EnumMap<>(WebhookSender.Answer.class);
  private volatile Waiting waiting = new Waiting(0, 0);

  /// @param oldestSeconds how long the oldest message that is still tried has been due
  private record Waiting(long oldestSeconds, long givenUp) {}

  WebhookMetrics(WebhookOutbox outbox, InstantSource clock, @Nullable MeterRegistry metrics) {
    this.outbox = outbox;
    this.clock = clock;
    if (metrics == null) {
      return;
    }
    for (WebhookSender.Answer answer : WebhookSender.Answer.values()) {
      tries.put(
          answer,
          Counter.builder("shouwang.webhook.tries")
              .description("Tries to tell a receiver, on this node since its start")
              .tag("answer", answer.name().toLowerCase(Locale.ROOT))
              .register(metrics));
    }
    Gauge.builder("shouwang.webhook.waiting.oldest.age.seconds", () -> waiting.oldestSeconds())
        .description("How long the oldest message that is still tried has been due, on all nodes")
        .register(metrics);
    Gauge.builder("shouwang.webhook.given.up.waiting", () -> waiting.givenUp())
        .description("Messages that no receiver took for a day and that wait for webhooks retry")
        .register(metrics);
  }

  void tried(WebhookSender.Answer answer) {
    Counter counter = tries.get(answer);
    if (counter != null) {
      counter.increment();
    }
  }

  /// While the database does not answer, what was last seen stays.
  @Scheduled(initialDelay = "1m", fixedDelay = "1m")
  void look() {
    Instant now = clock.instant();
    List<OutboxRow<String, WebhookMessage>> rows = outbox.waiting(MOST);
    long oldest =
        rows.stream()
            .filter(row -> !row.givenUp())
            .mapToLong(row -> Duration.between(row.firstDue(), now).toSeconds())
            .max()
            .orElse(0);
    waiting = new Waiting(Math.max(0, oldest), rows.stream().filter(OutboxRow::givenUp).count());
  }
}
