package tw.shouwang.notifications.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import tw.shouwang.notifications.Delivery;
import tw.shouwang.notifications.PushState;

/// Metrics of pushing: tries by answer, pushes by how they ended, and waiting rows. Labels are
/// fixed words, so they never contain a token or a case.
@Singleton
final class PushMetrics {

  /// How a push ended.
  enum Outcome {
    DELIVERED,
    /// The service says that the device is gone.
    UNREGISTERED,
    /// The service rejects it.
    REFUSED,
    /// The device was already deleted when the push was due.
    FORGOTTEN,
    /// Not accepted within the hour; it may still be sent within the day.
    GAVE_UP,
    /// No sender is configured; it may still be sent within the day.
    OFF,
    /// Given up, and a day has passed.
    EXPIRED
  }

  private final MeterRegistry registry;
  private final Map<Outcome, Counter> ended = new EnumMap<>(Outcome.class);
  private final AtomicReference<Outbox.Backlog> waiting =
      new AtomicReference<>(Outbox.Backlog.NOTHING);

  PushMetrics(@Nullable MeterRegistry registry, PushServices services) {
    this.registry = registry == null ? new SimpleMeterRegistry() : registry;
    for (Outcome outcome : Outcome.values()) {
      ended.put(outcome, counter("shouwang.push.ended", "outcome", outcome.name()));
    }
    gauge("shouwang.push.waiting", waiting -> waiting.due());
    gauge("shouwang.push.waiting.oldest.age.seconds", waiting -> waiting.oldest().toSeconds());
    gauge("shouwang.push.given.up.waiting", waiting -> waiting.givenUp());
    for (PushState state : PushState.values()) {
      Gauge.builder("shouwang.push.state", services, s -> s.state() == state ? 1 : 0)
          .tag("state", word(state.name()))
          .register(this.registry);
    }
  }

  void ended(Outcome outcome) {
    Objects.requireNonNull(ended.get(outcome)).increment();
  }

  void tried(Delivery delivery) {
    counter("shouwang.push.tries", "answer", answer(delivery)).increment();
  }

  void waits(Outbox.Backlog now) {
    waiting.set(now);
  }

  private static String answer(Delivery delivery) {
    return switch (delivery) {
      case Delivery.Delivered() -> "delivered";
      case Delivery.Unregistered() -> "unregistered";
      case Delivery.Refused(_) -> "refused";
      case Delivery.Throttled(_) -> "throttled";
      case Delivery.Unavailable(_) -> "unavailable";
      case Delivery.Unauthorized() -> "unauthorized";
      case Delivery.Unknown() -> "unknown";
      case Delivery.SwitchedOff() -> "off";
    };
  }

  private Counter counter(String name, String tag, String value) {
    return Counter.builder(name).tag(tag, word(value)).register(registry);
  }

  private void gauge(String name, ToDoubleFunction<Outbox.Backlog> value) {
    Gauge.builder(name, waiting, w -> value.applyAsDouble(w.get())).register(registry);
  }

  private static String word(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
