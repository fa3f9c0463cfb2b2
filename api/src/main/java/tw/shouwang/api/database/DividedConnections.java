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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.ProcessRoles;

/// Divides the connections of a process, so that one use cannot take another's connections. In a
/// public process: a pool for immediate danger only, one for all other reads and writes about
/// cases, and the default pool for background work (jobs, news, health). In a staff process: one to
/// the replica, if there is one. Inside [#use] the default data source takes its connections from
/// one of these, elsewhere from its own pool, so the same repositories serve all.
@Singleton
@Requires(notEnv = Environments.COMMAND)
public final class DividedConnections implements BeanCreatedEventListener<DataSource>, Ordered {

  private static final ScopedValue<ConnectionShare> MINE = ScopedValue.newInstance();

  /// Figures are asked for by few, and one may take seconds.
  private static final int REPLICA_CONNECTIONS = 4;

  private final DatabaseSettings settings;
  private final ProcessRoles roles;
  private final List<HikariDataSource> opened = new ArrayList<>();

  DividedConnections(DatabaseSettings settings, ProcessRoles roles) {
    this.settings = settings;
    this.roles = roles;
  }

  /// Which pool.
  public enum ConnectionShare {
    DANGER,
    SENDERS,
    /// Reads a copy that may be behind: see [DatabaseReplica].
    REPLICA
  }

  /// Runs work whose connections come from this pool, or from the default one where this process
  /// has no such pool. The caller limits the number of simultaneous calls to
  /// `shouwang.database.danger-connections` or `.sender-connections`.
  public static <T, X extends Throwable> T use(
      ConnectionShare share, ScopedValue.CallableOp<? extends T, X> work) throws X {
    return ScopedValue.where(MINE, share).call(work);
  }

  /// Runs before the listeners that wrap the data source for transactions.
  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @Override
  public DataSource onCreated(BeanCreatedEvent<DataSource> event) {
    return event.getBeanIdentifier().getName().equals("default")
            && event.getBean() instanceof HikariDataSource others
        ? divided(others)
        : event.getBean();
  }

  private DataSource divided(HikariDataSource others) {
    Map<ConnectionShare, DataSource> shares = new EnumMap<>(ConnectionShare.class);
    if (roles.isPublic()) {
      shares.put(ConnectionShare.DANGER, pool("danger", settings.dangerConnections(), others));
      shares.put(ConnectionShare.SENDERS, pool("senders", settings.senderConnections(), others));
      if (!roles.isStaff()) {
        others.getHikariConfigMXBean().setMinimumIdle(1);
        others.getHikariConfigMXBean().setMaximumPoolSize(settings.upkeepConnections());
      }
    }
    if (roles.isStaff() && settings.replicaUrl() != null) {
      shares.put(ConnectionShare.REPLICA, replica(settings.replicaUrl(), others));
    }
    return shares.isEmpty() ? others : new Divided(shares, others);
  }

  private HikariDataSource pool(String name, int size, HikariDataSource like) {
    HikariConfig config = like(like, name, size);
    config.setMinimumIdle(1);
    return open(config);
  }

  private HikariDataSource replica(String url, HikariDataSource like) {
    HikariConfig config = like(like, "replica", REPLICA_CONNECTIONS);
    config.setJdbcUrl(url);
    config.setReadOnly(true);
    config.setMinimumIdle(0);
    return open(config);
  }

  private static HikariConfig like(HikariDataSource other, String name, int size) {
    HikariConfig config = new HikariConfig();
    other.copyStateTo(config);
    config.setPoolName(name);
    config.setMaximumPoolSize(size);
    return config;
  }

  private HikariDataSource open(HikariConfig config) {
    HikariDataSource pool = new HikariDataSource(config);
    opened.add(pool);
    return pool;
  }

  @PreDestroy
  void close() {
    opened.forEach(HikariDataSource::close);
  }

  private record Divided(Map<ConnectionShare, DataSource> shares, DataSource others)
      implements DataSource {

    private DataSource mine() {
      return MINE.isBound() ? shares.getOrDefault(MINE.get(), others) : others;
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
