package tw.shouwang.api.database;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Optional;
import org.flywaydb.core.Flyway;

/// Brings a database to the form this version needs. Forward only, safe to run again, and safe on
/// several nodes at once.
@Singleton
final class Migrations {

  /// Runs what is missing as the owner of the tables; does nothing where this process does not know
  /// the owner's password, because another one migrates there.
  ///
  /// @throws SQLException when the database cannot be reached
  void run(DatabaseAccess access) throws SQLException {
    Optional<String> password = access.password(DatabaseRole.OWNER);
    if (password.isEmpty()) {
      return;
    }
    Flyway.configure()
        .dataSource(access.url(), DatabaseRole.OWNER.userName(), password.get())
        .locations("classpath:db/migration")
        .defaultSchema("migrations")
        .createSchemas(true)
        // Slices number their migrations in ranges of their own.
        .outOfOrder(true)
        .load()
        .migrate();
  }
}
