package tw.shouwang.api.database;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.process.Environments;

/// Shows in the gauge `shouwang.database.away.seconds` for how long the database has not answered;
/// 0 while it does. Looks every ten seconds, so that reading the gauge waits for nothing.
@Singleton
@Requires(notEnv = Environments.COMMAND)
final class DatabaseWatch {

  private final DatabaseHealth health;
  private final InstantSource clock;
  private volatile @Nullable Instant awaySince;

  DatabaseWatch(DatabaseHealth health, InstantSource clock, @Nullable MeterRegistry metrics) {
    this.health = health;
    this.clock = clock;
    if (metrics != null) {
      Gauge.builder("shouwang.database.away.seconds", this, DatabaseWatch::secondsAway)
          .description("For how long the database has not answered this node; 0 while it does")
          .register(metrics);
    }
  }

  @Scheduled(initialDelay = "10s", fixedDelay = "10s")
  void look() {
    boolean answers = health.soon().join();
    if (answers) {
      awaySince = null;
    } else if (awaySince == null) {
      awaySince = clock.instant();
    }
  }

  double secondsAway() {
    Instant since = awaySince;
    return since == null ? 0 : Duration.between(since, clock.instant()).toSeconds();
  }
}
