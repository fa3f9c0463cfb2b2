package tw.shouwang.api.database;

import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.env.Environment;
import io.micronaut.context.event.BeanInitializedEventListener;
import io.micronaut.context.event.BeanInitializingEvent;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import tw.shouwang.api.process.Environments;

/// Sets the URL and the role of each connection pool: `vault` uses the vault's role, every other
/// pool the role for requests. They cannot come from settings, because the embedded server's port
/// and passwords are known only once it runs.
@Singleton
final class DatasourceCredentials implements BeanInitializedEventListener<DatasourceConfiguration> {

  private final Provider<Database> database;
  private final Provider<DatabaseStart> start;
  private final boolean command;
  private final boolean looks;

  DatasourceCredentials(
      Provider<Database> database, Provider<DatabaseStart> start, Environment environment) {
    this.command = environment.getActiveNames().contains(Environments.COMMAND);
    this.looks = environment.getActiveNames().contains(Environments.LOOK);
    this.database = database;
    this.start = start;
  }

  @Override
  public DatasourceConfiguration onInitialized(
      BeanInitializingEvent<DatasourceConfiguration> event) {
    DatasourceConfiguration pool = event.getBean();
    DatabaseAccess access = database.get().access();
    DatabaseRole role =
        pool.getName().equals("vault") ? DatabaseRole.VAULT : database.get().servingRole();
    start.get().migrate();
    String pooled = access.pooledUrl();
    pool.setUrl(pooled == null ? access.url() : pooled);
    if (pooled != null) {
      // A pooler in transaction mode may use another session each time, which does not know
      // prepared statements of the one before.
      pool.addDataSourceProperty("prepareThreshold", "0");
    }
    pool.setUsername(role.userName());
    pool.setPassword(access.password(role).orElse(""));
    if (command || access.password(role).isEmpty()) {
      // A command opens only the connections that it uses. A staff process has no vault, so that
      // pool must not try.
      pool.setMinimumIdle(0);
    }
    int login = command ? DatabaseStart.LOGIN_SECONDS_OF_COMMANDS : 2;
    if (command && !looks) {
      pool.setConnectionTimeout(Duration.ofSeconds(login).toMillis());
    }
    pool.setDriverClassName("org.postgresql.Driver");
    limits(role, login).forEach(pool::addDataSourceProperty);
    return pool;
  }

  /// The JDBC driver's own timeouts, in seconds: a silent database must not hold a connection
  /// longer than an operation may take. They are set here because configuration files cannot
  /// express the spelling of the driver's names.
  private static Map<String, String> limits(DatabaseRole role, int login) {
    return Map.of(
        "connectTimeout", Integer.toString(login),
        "loginTimeout", Integer.toString(login),
        "socketTimeout", "5",
        "ApplicationName", role.userName());
  }
}
