package tw.shouwang.api.database;

import io.micronaut.core.async.publisher.Publishers;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.reactivestreams.Publisher;
import tw.shouwang.api.process.Degradation;

/// Reports in readiness whether the database answers. A node without its database stays ready,
/// because it still serves the directory; the status is then `DEGRADED`.
///
/// A database that does not answer soon counts as one that does not answer: a proxy in front asks
/// every second or two, waits no longer than that, and must not take the directory away.
@Singleton
@Readiness
final class DatabaseHealth implements HealthIndicator {

  private static final String NAME = "database";
  private static final int SECONDS = 2;
  private static final long PATIENCE_MILLIS = 700;

  private final DatabaseStart start;
  private final DataSource dataSource;
  private final ExecutorService executor;
  private CompletableFuture<Boolean> look = CompletableFuture.completedFuture(false);

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
    return Publishers.fromCompletableFuture(() -> soon().thenApply(DatabaseHealth::result));
  }

  /// Whether the database answers soon. Only one check runs at a time, so that frequent health
  /// requests do not take all connections while the database hangs.
  synchronized CompletableFuture<Boolean> soon() {
    if (look.isDone()) {
      look = CompletableFuture.supplyAsync(this::answers, executor);
    }
    return look.copy().completeOnTimeout(false, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static HealthResult result(boolean answers) {
    return HealthResult.builder(NAME, answers ? HealthStatus.UP : Degradation.DEGRADED).build();
  }

  private boolean answers() {
    if (!start.isReady()) {
      return false;
    }
    try (Connection connection = dataSource.getConnection()) {
      return connection.isValid(SECONDS);
    } catch (SQLException e) {
      return false;
    }
  }
}
