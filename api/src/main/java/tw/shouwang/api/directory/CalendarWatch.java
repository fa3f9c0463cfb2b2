package tw.shouwang.api.directory;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.endpoint.health.HealthEndpoint;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.directory.snapshot.DirectorySettings;
import tw.shouwang.api.directory.snapshot.DirectorySnapshot;
import tw.shouwang.api.directory.snapshot.SnapshotStore;
import tw.shouwang.api.directory.understanding.ModelResource;
import tw.shouwang.api.process.Environments;
import tw.shouwang.foundation.TaiwanTime;

/// Warns before the loaded working-day calendar ends, because entries that follow it are UNKNOWN
/// afterwards: by a metric in days, a log line at boot, and a note in readiness.
@Singleton
@Readiness
@Requires(beans = {MeterRegistry.class, HealthEndpoint.class})
@Requires(notEnv = Environments.COMMAND)
class CalendarWatch implements HealthIndicator {

  private static final Logger LOG = LoggerFactory.getLogger(CalendarWatch.class);

  private final SnapshotStore store;
  private final DirectorySettings settings;
  private final InstantSource clock;

  CalendarWatch(
      SnapshotStore store, DirectorySettings settings, InstantSource clock, MeterRegistry metrics) {
    this.store = store;
    this.settings = settings;
    this.clock = clock;
    Gauge.builder("shouwang.directory.calendar.days", this, CalendarWatch::daysLeft)
        .description("Days until the loaded working-day calendar ends")
        .register(metrics);
    Gauge.builder("shouwang.directory.entries", store, held -> held.current().size())
        .description("Entries in the directory that is served")
        .register(metrics);
  }

  @EventListener
  void onStartup(StartupEvent event) {
    warn();
  }

  /// Repeated, because a node may run for months.
  @Scheduled(initialDelay = "24h", fixedDelay = "24h")
  void warn() {
    if (endsSoon()) {
      LOG.warn(
          "the working-day calendar ends on {}: load the next one with the command"
              + " directory import-calendar, or offices will be shown as not known",
          store.current().calendar().until().map(LocalDate::toString).orElse("no day"));
    }
  }

  @Override
  public Publisher<HealthResult> getResult() {
    DirectorySnapshot snapshot = store.current();
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("version", snapshot.version());
    details.put("entries", snapshot.size());
    details.put(
        "calendarUntil", snapshot.calendar().until().map(LocalDate::toString).orElse("none"));
    if (endsSoon()) {
      details.put(
          "note",
          "the working-day calendar ends soon: load the next one with the command"
              + " directory import-calendar");
    }
    ModelResource.problem().ifPresent(problem -> details.put("understanding", problem));
    return Publishers.just(
        HealthResult.builder("directory", HealthStatus.UP).details(details).build());
  }

  long daysLeft() {
    LocalDate today = TaiwanTime.today(clock);
    return store
        .current()
        .calendar()
        .until()
        .map(until -> ChronoUnit.DAYS.between(today, until))
        .orElse(-1L);
  }

  boolean endsSoon() {
    return daysLeft() <= settings.calendarWarning().toDays();
  }
}
