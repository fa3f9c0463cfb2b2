package tw.shouwang.api.database;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.database.SchemaVersions.Fit;
import tw.shouwang.api.process.Degradation;
import tw.shouwang.api.process.Environments;

/// Tells the operator that the database of a running node was migrated by a newer version. The node
/// goes on: statements that do not fit any more fail, and the directory answers. Its readiness says
/// `DEGRADED` if a node of this version would not start on this schema.
@Singleton
@Readiness
@Requires(notEnv = Environments.COMMAND)
class SchemaHealth implements HealthIndicator {

  private static final Logger LOG = LoggerFactory.getLogger(SchemaHealth.class);

  private final Database database;
  private final DatabaseStart start;
  private final SchemaVersions versions;
  private volatile Fit fit = new Fit.Same();

  SchemaHealth(Database database, DatabaseStart start, SchemaVersions versions) {
    this.database = database;
    this.start = start;
    this.versions = versions;
  }

  @Scheduled(fixedDelay = "1m", initialDelay = "1m")
  void look() {
    if (!start.isReady()) {
      return;
    }
    try (Connection connection = start.connect(database.access())) {
      Fit now = versions.of(connection);
      if (!now.equals(fit)) {
        switch (now) {
          case Fit.Same() -> {}
          case Fit.Behind behind -> LOG.error("{}", behind.sentence());
          case Fit.Ahead ahead when ahead.isSafe() -> LOG.warn("{}", ahead.sentence());
          case Fit.Ahead ahead -> LOG.error("{}", ahead.sentence());
        }
      }
      fit = now;
    } catch (SQLException e) {
      // [DatabaseHealth] reports an unavailable database; the schema is checked again in a minute.
      LOG.debug("the schema could not be looked at: {}", e.getSQLState());
    }
  }

  @Override
  public Publisher<HealthResult> getResult() {
    boolean fits =
        switch (fit) {
          case Fit.Same() -> true;
          case Fit.Ahead ahead -> ahead.isSafe();
          case Fit.Behind _ -> false;
        };
    return Publishers.just(
        HealthResult.builder("schema", fits ? HealthStatus.UP : Degradation.DEGRADED)
            .details(Map.of("fits", fits))
            .build());
  }
}
