package tw.shouwang.api.database;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;

/// Connections of the role that owns the tables, for maintenance that no other role may do. Never
/// for requests.
@Singleton
public class OwnerConnections {

  private final Database database;

  OwnerConnections(Database database) {
    this.database = database;
  }

  /// Whether this process knows the owner's password.
  public boolean areKnown() {
    return database.access().password(DatabaseRole.OWNER).isPresent();
  }

  /// A new connection, which the caller must close; empty if this process does not know the owner's
  /// password.
  public Optional<Connection> open() throws SQLException {
    DatabaseAccess access = database.access();
    Optional<String> password = access.password(DatabaseRole.OWNER);
    if (password.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        DriverManager.getConnection(access.url(), DatabaseRole.OWNER.userName(), password.get()));
  }
}
