package tw.shouwang.api.database;

import io.micronaut.core.async.publisher.AsyncSingleResultPublisher;
import io.micronaut.health.HealthStatus;
import io.micronaut.jdbc.DataSourceResolver;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import javax.sql.DataSource;
import org.reactivestreams.Publisher;
import tw.shouwang.api.process.Degradation;

/// Reports in readiness whether the database answers. A node without its database stays ready,
/// because it still serves the directory; the status is then `DEGRADED`.
@Singleton
@Readiness
final class DatabaseHealth implements HealthIndicator {

  private static final String NAME = "database";
  private static final int SECONDS = 2;

  private final DatabaseStart start;
  private final DataSource dataSource;
  private final ExecutorService executor;

  DatabaseHealth(
      DatabaseStart start,
      DataSource dataSource,
      DataSourceResolver resolver,
      @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
    this.start = start;
    // Unwraps the pool: the injected data source only returns the connection of a transaction.
    this.dataSource = resolver.resolve(dataSource);
    this.executor = executor;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    return new AsyncSingleResultPublisher<>(executor, this::check);
  }

  private HealthResult check() {
    boolean answers = start.isReady() && answers();
    return HealthResult.builder(NAME, answers ? HealthStatus.UP : Degradation.DEGRADED).build();
  }

  private boolean answers() {
    try (Connection connection = dataSource.getConnection()) {
      return connection.isValid(SECONDS);
    } catch (SQLException e) {
      return false;
    }
  }
}
