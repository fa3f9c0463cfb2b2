package tw.shouwang.api.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.order.Ordered;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.Callable;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.process.ProcessRoles;

/// A pool of connections that only people in immediate danger use. The default data source takes
/// its connections from there inside [#use], and from the default pool everywhere else; so the same
/// repositories serve both, and no flood, job or slow query of others can take these connections.
@Singleton
public final class DangerConnections implements BeanCreatedEventListener<DataSource>, Ordered {

  private static final ScopedValue<Boolean> IN_DANGER = ScopedValue.newInstance();

  private final DatabaseSettings settings;
  private final ProcessRoles roles;
  private @Nullable HikariDataSource danger;

  DangerConnections(DatabaseSettings settings, ProcessRoles roles) {
    this.settings = settings;
    this.roles = roles;
  }

  /// Runs work whose connections come from danger's pool. Whoever calls it keeps count: no more at
  /// once than `shouwang.database.danger-connections`.
  public static <T> T use(Callable<T> work) throws Exception {
    return ScopedValue.where(IN_DANGER, true).call(work::call);
  }

  /// Before those that wrap the data source for transactions.
  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @Override
  public DataSource onCreated(BeanCreatedEvent<DataSource> event) {
    boolean serves =
        event.getBeanIdentifier().getName().equals("default")
            && roles.isPublic()
            && event.getBean() instanceof HikariDataSource;
    return serves ? divided((HikariDataSource) event.getBean()) : event.getBean();
  }

  private DataSource divided(HikariDataSource others) {
    HikariConfig config = new HikariConfig();
    others.copyStateTo(config);
    config.setPoolName("danger");
    config.setMaximumPoolSize(settings.dangerConnections());
    config.setMinimumIdle(1);
    HikariDataSource own = new HikariDataSource(config);
    danger = own;
    return new Divided(own, others);
  }

  @PreDestroy
  void close() {
    if (danger != null) {
      danger.close();
    }
  }

  private record Divided(DataSource danger, DataSource others) implements DataSource {

    private DataSource mine() {
      return IN_DANGER.isBound() ? danger : others;
    }

    @Override
    public Connection getConnection() throws SQLException {
      return mine().getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
      return mine().getConnection(user, password);
    }

    @Override
    public @Nullable PrintWriter getLogWriter() throws SQLException {
      return others.getLogWriter();
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter writer) throws SQLException {
      others.setLogWriter(writer);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
      others.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
      return others.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
      return others.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
      return others.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
      return others.isWrapperFor(type);
    }
  }
}
