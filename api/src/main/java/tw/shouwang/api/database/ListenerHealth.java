package tw.shouwang.api.database;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.foundation.Alarm;
import tw.shouwang.foundation.RestartingThread;

/// Reports failures of the [NoticeListener]s: in readiness, in a gauge `shouwang.listener.failures`
/// (failures in a row, 0 when it works), and in the log at most once a minute each. The status is
/// always up: the node serves what it knows, and another node would not listen better.
@Singleton
@Readiness
public class ListenerHealth implements RestartingThread.Observer, HealthIndicator {

  private static final Logger LOG = LoggerFactory.getLogger(ListenerHealth.class);

  private final MeterRegistry registry;
  private final InstantSource clock;
  private final Map<String, Listener> listeners = new ConcurrentHashMap<>();

  ListenerHealth(MeterRegistry registry, InstantSource clock) {
    this.registry = registry;
    this.clock = clock;
  }

  private record Listener(AtomicLong failures, Alarm alarm) {}

  @Override
  public void failed(String name, Throwable cause) {
    Listener listener = listener(name);
    listener.failures.incrementAndGet();
    // The cause's message may repeat values of the statement.
    listener.alarm.warn(
        "the listener {} failed and goes on: {}", name, cause.getClass().getSimpleName());
  }

  @Override
  public void completed(String name) {
    if (listener(name).failures.getAndSet(0) > 0) {
      LOG.info("the listener {} works again", name);
    }
  }

  private Listener listener(String name) {
    return listeners.computeIfAbsent(
        name,
        _ -> {
          var failures = new AtomicLong();
          Gauge.builder("shouwang.listener.failures", failures, AtomicLong::get)
              .tag("channel", name)
              .register(registry);
          return new Listener(failures, new Alarm(LOG, clock));
        });
  }

  @Override
  public Publisher<HealthResult> getResult() {
    Map<String, String> states = new TreeMap<>();
    listeners.forEach(
        (name, each) -> states.put(name, each.failures.get() == 0 ? "working" : "failing"));
    return Publishers.just(
        HealthResult.builder("listeners", HealthStatus.UP).details(states).build());
  }
}
