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
@ConfigurationProperties("shouwang.database")
record DatabaseSettings(
    @Nullable String url,
    @Nullable String ownerPassword,
    @Nullable String password,
    @Nullable String vaultPassword,
    @Bindable(defaultValue = "8") int dangerConnections) {

  DatabaseSettings {
    if (dangerConnections < 1) {
      throw new IllegalArgumentException(
          "shouwang.database: danger-connections must be at least 1");
    }
  }

  @Override
  public String toString() {
    return "DatabaseSettings[url=" + url + "]";
  }
}
