package tw.shouwang.api.database;

import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.event.BeanInitializedEventListener;
import io.micronaut.context.event.BeanInitializingEvent;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.Map;

/// Gives each pool its place and its role: `vault` enters as the vault's, every other as the role
/// that this process serves with. They get them here and not from settings, because the embedded
/// server's port and passwords are only known once it runs.
@Singleton
final class DatasourceCredentials implements BeanInitializedEventListener<DatasourceConfiguration> {

  private final Provider<Database> database;
  private final Provider<DatabaseStart> start;

  DatasourceCredentials(Provider<Database> database, Provider<DatabaseStart> start) {
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
    pool.setUrl(access.url());
    pool.setUsername(role.userName());
    pool.setPassword(access.password(role).orElse(""));
    pool.setDriverClassName("org.postgresql.Driver");
    limits(role).forEach(pool::addDataSourceProperty);
    return pool;
  }

  /// The driver's own, in seconds: a database that is there and says nothing holds a connection no
  /// longer than an operation may take. In the configuration the driver would not find them: its
  /// names are not spelled as settings are.
  private static Map<String, String> limits(DatabaseRole role) {
    return Map.of(
        "connectTimeout", "2",
        "loginTimeout", "2",
        "socketTimeout", "5",
        "ApplicationName", role.userName());
  }
}
