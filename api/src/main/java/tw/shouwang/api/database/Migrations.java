package tw.shouwang.api.database;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/// Migrates the database to this version's schema. Forward only, safe to repeat, and safe on
/// several nodes at once.
@Singleton
final class Migrations {

  /// Runs the missing migrations as the owner of the tables. Does nothing if this process does not
  /// know the owner's password; then another process migrates.
  ///
  /// @throws SQLException if the database cannot be reached
  void run(DatabaseAccess access) throws SQLException {
    if (access.password(DatabaseRole.OWNER).isPresent()) {
      of(access).load().migrate();
    }
  }

  /// All migrations, for a database with a known owner's password.
  static FluentConfiguration of(DatabaseAccess access) {
    return Flyway.configure()
        .dataSource(
            access.url(),
            DatabaseRole.OWNER.userName(),
            access.password(DatabaseRole.OWNER).orElseThrow())
        .locations("classpath:db/migration")
        .defaultSchema("migrations")
        .createSchemas(true)
        // Each slice has its own range of version numbers, so versions are not applied in order.
        .outOfOrder(true);
  }
}
