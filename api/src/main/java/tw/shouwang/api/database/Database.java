package tw.shouwang.api.database;

import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.process.ProcessRoles;
import tw.shouwang.api.process.StartRefused;

/// The PostgreSQL of this process: the one at `shouwang.database.url`, or the embedded one if the
/// program has it.
@Singleton
public final class Database implements AutoCloseable {

  private final @Nullable EmbeddedDatabase embedded;
  private final DatabaseAccess access;
  private final DatabaseRole servingRole;

  Database(DatabaseSettings settings, ProcessRoles roles, BeanProvider<EmbeddedDatabase> embedded) {
    this.servingRole = servingRole(roles);
    if (settings.url() != null) {
      this.embedded = null;
      this.access = external(settings.url(), settings, servingRole, roles);
    } else if (embedded.isPresent()) {
      this.embedded = embedded.get();
      this.access = this.embedded.access();
    } else {
      throw new StartRefused(
          "There is no embedded database in prod, nor in the package for servers: set"
              + " shouwang.database.url to a PostgreSQL.");
    }
  }

  DatabaseAccess access() {
    return access;
  }

  /// The role for this process's requests.
  DatabaseRole servingRole() {
    return servingRole;
  }

  /// Whether this process started the server and stops it.
  public boolean isEmbedded() {
    return embedded != null;
  }

  /// Stops an embedded server; an external one is not touched. Called by the program and not by the
  /// context: the connection pools must be closed first.
  @Override
  public void close() {
    if (embedded != null) {
      embedded.close();
    }
  }

  private static DatabaseRole servingRole(ProcessRoles roles) {
    if (roles.isPublic() && roles.isStaff()) {
      return DatabaseRole.COMBINED;
    }
    return roles.isStaff() ? DatabaseRole.STAFF : DatabaseRole.PUBLIC;
  }

  private static DatabaseAccess external(
      String url, DatabaseSettings settings, DatabaseRole servingRole, ProcessRoles roles) {
    Map<DatabaseRole, String> passwords = new EnumMap<>(DatabaseRole.class);
    if (settings.ownerPassword() != null) {
      passwords.put(DatabaseRole.OWNER, settings.ownerPassword());
    }
    passwords.put(
        servingRole, required(settings.password(), "shouwang.database.password", servingRole));
    if (roles.isPublic()) {
      passwords.put(
          DatabaseRole.VAULT,
          required(
              settings.vaultPassword(), "shouwang.database.vault-password", DatabaseRole.VAULT));
    }
    return new DatabaseAccess(url, settings.poolUrl(), passwords);
  }

  private static String required(@Nullable String password, String setting, DatabaseRole role) {
    if (password == null || password.isEmpty()) {
      throw new StartRefused(
          "shouwang.database.url is set, so "
              + setting
              + " must hold the password of "
              + role.userName()
              + ".");
    }
    return password;
  }
}
