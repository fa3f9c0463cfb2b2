package tw.shouwang.api.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/// A PostgreSQL that no process of ours started, as in `prod`: each process has only the passwords
/// of its own roles.
public final class OutsideDatabase {

  private final DatabaseAccess access;

  public OutsideDatabase() {
    this(TestCluster.get().newDatabase());
  }

  private OutsideDatabase(DatabaseAccess access) {
    this.access = access;
  }

  /// One without a schema, for another version to migrate.
  public static OutsideDatabase empty() throws SQLException {
    return new OutsideDatabase(TestCluster.get().emptyDatabase());
  }

  /// The settings of a process with both roles.
  public Map<String, String> ofBoth() {
    return Map.of(
        "SHOUWANG_DATABASE_URL",
        access.url(),
        "SHOUWANG_DATABASE_PASSWORD",
        password(DatabaseRole.COMBINED),
        "SHOUWANG_DATABASE_VAULT_PASSWORD",
        password(DatabaseRole.VAULT));
  }

  /// The settings of a public process, as environment variables.
  public Map<String, String> ofPublic() {
    return Map.of(
        "SHOUWANG_DATABASE_URL",
        access.url(),
        "SHOUWANG_DATABASE_PASSWORD",
        password(DatabaseRole.PUBLIC),
        "SHOUWANG_DATABASE_VAULT_PASSWORD",
        password(DatabaseRole.VAULT));
  }

  /// The settings of a staff process.
  public Map<String, String> ofStaff() {
    return Map.of(
        "SHOUWANG_DATABASE_URL",
        access.url(),
        "SHOUWANG_DATABASE_PASSWORD",
        password(DatabaseRole.STAFF));
  }

  /// The additional setting for upkeep.
  public Map<String, String> ofOwner() {
    return Map.of("SHOUWANG_DATABASE_OWNER_PASSWORD", password(DatabaseRole.OWNER));
  }

  /// A connection with all rights, for tests that change times.
  public Connection asSuperuser() throws SQLException {
    return TestCluster.get().superuser(access.url().substring(access.url().lastIndexOf('/') + 1));
  }

  private String password(DatabaseRole role) {
    return access.password(role).orElseThrow();
  }
}
