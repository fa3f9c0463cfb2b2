package tw.shouwang.api.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.order.Ordered;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.ProcessRoles;

/// Divides the connections of a public process, so that one use cannot take another's connections:
/// a pool for immediate danger only, one for all other reads and writes about cases, and the
/// default pool for background work (jobs, news, health). Inside [#use] the default data source
/// takes its connections from one of the first two, elsewhere from its own pool, so the same
/// repositories serve all three.
@Singleton
@Requires(notEnv = Environments.COMMAND)
public final class DividedConnections implements BeanCreatedEventListener<DataSource>, Ordered {

  private static final ScopedValue<ConnectionShare> MINE = ScopedValue.newInstance();

  private final DatabaseSettings settings;
  private final ProcessRoles roles;
  private final List<HikariDataSource> opened = new ArrayList<>();

  DividedConnections(DatabaseSettings settings, ProcessRoles roles) {
    this.settings = settings;
    this.roles = roles;
  }

  /// Which of the two pools.
  public enum ConnectionShare {
    DANGER,
    SENDERS
  }

  /// Runs work whose connections come from this pool. The caller limits the number of simultaneous
  /// calls to `shouwang.database.danger-connections` or `.sender-connections`.
  public static <T> T use(ConnectionShare share, Callable<T> work) throws Exception {
    return ScopedValue.where(MINE, share).call(work::call);
  }

  /// Runs before the listeners that wrap the data source for transactions.
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
    if (!roles.isStaff()) {
      others.getHikariConfigMXBean().setMinimumIdle(1);
      others.getHikariConfigMXBean().setMaximumPoolSize(settings.upkeepConnections());
    }
    return new Divided(
        pool("danger", settings.dangerConnections(), others),
        pool("senders", settings.senderConnections(), others),
        others);
  }

  private HikariDataSource pool(String name, int size, HikariDataSource like) {
    HikariConfig config = new HikariConfig();
    like.copyStateTo(config);
    config.setPoolName(name);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    HikariDataSource pool = new HikariDataSource(config);
    opened.add(pool);
    return pool;
  }

  @PreDestroy
  void close() {
    opened.forEach(HikariDataSource::close);
  }

  private record Divided(DataSource danger, DataSource senders, DataSource others)
      implements DataSource {

    private DataSource mine() {
      if (!MINE.isBound()) {
        return others;
      }
      return switch (MINE.get()) {
        case DANGER -> danger;
        case SENDERS -> senders;
      };
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
