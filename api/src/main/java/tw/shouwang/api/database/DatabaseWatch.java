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
/// 0 while it does; and in `shouwang.database.replica.delay.seconds` how far its replica is behind,
/// if it has one. Looks every ten seconds, so that reading the gauges waits for nothing.
@Singleton
@Requires(notEnv = Environments.COMMAND)
final class DatabaseWatch {

  private static final double NONE = Double.NaN;

  private final DatabaseHealth health;
  private final InstantSource clock;
  private final DatabaseReplica replica;
  private volatile double replicaDelay = NONE;
  private volatile @Nullable Instant awaySince;

  DatabaseWatch(
      DatabaseHealth health,
      DatabaseReplica replica,
      InstantSource clock,
      @Nullable MeterRegistry metrics) {
    this.health = health;
    this.replica = replica;
    this.clock = clock;
    if (metrics != null) {
      Gauge.builder("shouwang.database.away.seconds", this, DatabaseWatch::secondsAway)
          .description("For how long the database has not answered this node; 0 while it does")
          .register(metrics);
      if (replica.isKnown()) {
        Gauge.builder("shouwang.database.replica.delay.seconds", this, watch -> watch.replicaDelay)
            .description(
                "How far the replica is behind the database; NaN while one does not answer")
            .register(metrics);
      }
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
    replicaDelay =
        answers ? replica.delay().map(delay -> (double) delay.toSeconds()).orElse(NONE) : NONE;
  }

  double secondsAway() {
    Instant since = awaySince;
    return since == null ? 0 : Duration.between(since, clock.instant()).toSeconds();
  }
}
