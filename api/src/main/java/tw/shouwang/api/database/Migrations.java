package tw.shouwang.api.database;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/// Brings a database to the form this version needs. Forward only, safe to run again, and safe on
/// several nodes at once.
@Singleton
final class Migrations {

  /// Runs what is missing as the owner of the tables; does nothing where this process does not know
  /// the owner's password, because another one migrates there.
  ///
  /// @throws SQLException when the database cannot be reached
  void run(DatabaseAccess access) throws SQLException {
    if (access.password(DatabaseRole.OWNER).isPresent()) {
      of(access).load().migrate();
    }
  }

  /// All migrations, for a database whose owner's password is known.
  static FluentConfiguration of(DatabaseAccess access) {
    return Flyway.configure()
        .dataSource(
            access.url(),
            DatabaseRole.OWNER.userName(),
            access.password(DatabaseRole.OWNER).orElseThrow())
        .locations("classpath:db/migration")
        .defaultSchema("migrations")
        .createSchemas(true)
        // Slices number their migrations in ranges of their own.
        .outOfOrder(true);
  }
}
