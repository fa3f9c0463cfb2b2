package tw.shouwang.api.database;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import org.jspecify.annotations.Nullable;

/// Where PostgreSQL is, `shouwang.database.*`. Without a URL the embedded one is started.
///
/// @param url JDBC URL of a PostgreSQL 15 or later, without user or password
/// @param ownerPassword password of `shouwang_owner`; where it is missing, this process does not
///   migrate and expects the `migrate` of another to have run
/// @param password password of the role that this process serves requests with
/// @param vaultPassword password of `shouwang_vault`; needed in a public process
/// @param dangerConnections how many connections of a public process nothing but immediate danger
///   uses
/// @param senderConnections how many nothing but other reports, messages and reads of senders uses
/// @param upkeepConnections how many are left for jobs, news and health in a process that is public
///   alone; any other has those of the default data source for them and for staff
@ConfigurationProperties("shouwang.database")
record DatabaseSettings(
    @Nullable String url,
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
  }

  @Override
  public String toString() {
    return "DatabaseSettings[url=" + url + "]";
  }
}
