package tw.shouwang.api.database;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Where PostgreSQL is, `shouwang.database.*`. Without a URL the embedded one is started.
///
/// @param url JDBC URL of a PostgreSQL 15 or later, without user or password
/// @param poolUrl the same database behind a pooler in transaction mode, e.g. PgBouncer, for
///   requests and jobs; migrations and notices need sessions of their own and go to
///   `shouwang.database.url`
/// @param replicaUrl JDBC URL of a copy that follows the database (hot standby), from which the
///   staff role counts its figures; without it, they are counted in the database itself
/// @param replicaMostDelay how far that copy may be behind; further, and the figures are counted in
///   the database itself
/// @param ownerPassword password of `shouwang_owner`; if it is missing, this process does not
///   migrate and expects that another process ran `migrate`
/// @param password password of the role for this process's requests
/// @param vaultPassword password of `shouwang_vault`; needed in a public process
/// @param dangerConnections connections of a public process for immediate danger only
/// @param senderConnections connections for other reports, messages and reads of senders only
/// @param upkeepConnections connections for jobs, news and health in a process that is only public;
///   in other processes jobs and staff share the default data source's
@ConfigurationProperties("shouwang.database")
record DatabaseSettings(
    @Nullable String url,
    @Nullable String poolUrl,
    @Nullable String replicaUrl,
    @Bindable(defaultValue = "5m") Duration replicaMostDelay,
    @Nullable String ownerPassword,
    @Nullable String password,
    @Nullable String vaultPassword,
    @Bindable(defaultValue = "8") int dangerConnections,
    @Bindable(defaultValue = "16") int senderConnections,
    @Bindable(defaultValue = "4") int upkeepConnections) {

  DatabaseSettings {
    if (dangerConnections < 1 || senderConnections < 1 || upkeepConnections < 1) {
      throw new IllegalArgumentException("shouwang.database: *-connections must be at least 1");
    }
    if (poolUrl != null && url == null) {
      throw new IllegalArgumentException("shouwang.database.pool-url needs shouwang.database.url");
    }
    if (replicaUrl != null && url == null) {
      throw new IllegalArgumentException(
          "shouwang.database.replica-url needs shouwang.database.url");
    }
    if (replicaMostDelay.isNegative()) {
      throw new IllegalArgumentException(
          "shouwang.database.replica-most-delay must not be negative");
    }
  }

  @Override
  public String toString() {
    return "DatabaseSettings[url=" + url + "]";
  }
}
