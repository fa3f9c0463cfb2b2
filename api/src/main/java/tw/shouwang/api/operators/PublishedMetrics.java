package tw.shouwang.api.operators;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The published metrics. All counts by route, pool, queue or job are those of the last full ten
/// minutes, because times of cases are no finer either. The values are taken at the end of every
/// ten minutes, requested or not, so frequent or well-timed requests reveal no more.
///
/// Metrics that senders cannot influence are current.
@Singleton
public class PublishedMetrics {

  private static final Duration STEP = Duration.ofMinutes(10);

  /// Name prefixes of metrics that senders cannot influence: the machine, the directory, and
  /// whether the database answers.
  private static final List<String> LIVE =
      List.of(
          "jvm_memory_",
          "jvm_buffer_",
          "jvm_gc_",
          "process_cpu_",
          "process_start_",
          "process_uptime_",
          "system_cpu_",
          "system_load_",
          "shouwang_database_",
          "shouwang_directory_");

  private final PrometheusMeterRegistry registry;
  private final InstantSource clock;
  private Instant end;
  private String counted = "";

  PublishedMetrics(PrometheusMeterRegistry registry, InstantSource clock) {
    this.registry = registry;
    this.clock = clock;
    this.end = nextEnd(clock.instant());
  }

  private static Instant nextEnd(Instant now) {
    long seconds = STEP.toSeconds();
    return Instant.ofEpochSecond((Math.floorDiv(now.getEpochSecond(), seconds) + 1) * seconds);
  }

  /// Takes the values if ten minutes have ended.
  @Scheduled(fixedDelay = "1s")
  synchronized void look() {
    Instant now = clock.instant();
    if (!now.isBefore(end)) {
      counted = lines(name -> !isLive(name));
      end = nextEnd(now);
    }
  }

  /// In Prometheus' text format.
  public String text() {
    String live = lines(PublishedMetrics::isLive);
    synchronized (this) {
      return live + counted;
    }
  }

  private String lines(Predicate<String> wanted) {
    return registry
        .scrape()
        .lines()
        .filter(line -> wanted.test(name(line)))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /// The metric of a line: of a value, or of a `# HELP` or `# TYPE` line.
  private static String name(String line) {
    String rest = line.startsWith("# ") ? line.substring(Math.min(7, line.length())) : line;
    return rest.split("[ {]", 2)[0];
  }

  private static boolean isLive(String name) {
    return LIVE.stream().anyMatch(name::startsWith);
  }
}
