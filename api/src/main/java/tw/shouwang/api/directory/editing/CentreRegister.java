package tw.shouwang.api.directory.editing;

import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tw.shouwang.api.database.OwnerConnections;
import tw.shouwang.api.directory.storage.DirectoryTables;

/// Writes which centre takes the reports of which counties, as the owner of the tables: a county
/// joins by an operator's act and not by a member of staff.
///
/// The feed of changes covers entries only, so clients load the whole directory again.
@Singleton
public class CentreRegister {

  private final OwnerConnections owner;
  private final DirectoryTables tables;
  private final JsonMapper json;

  CentreRegister(OwnerConnections owner, DirectoryTables tables, JsonMapper json) {
    this.owner = owner;
    this.tables = tables;
    this.json = json;
  }

  /// The result of a registration.
  public sealed interface Registration {
    record Registered() implements Registration {}

    /// Another centre takes one of these counties.
    record Taken(String centre) implements Registration {}

    /// This process does not know the owner's password.
    record NoOwner() implements Registration {}
  }

  /// The codes of all centres, in alphabetical order; none before the directory was imported.
  public List<String> codes() {
    return tables.centreCodes();
  }

  /// Adds a centre, or writes it again. All nodes serve it a moment later.
  ///
  /// @param resource the key of the centre's entry
  public Registration register(
      String code, Map<String, String> name, List<String> counties, String resource)
      throws SQLException, IOException {
    Optional<Connection> opened = owner.open();
    if (opened.isEmpty()) {
      return new Registration.NoOwner();
    }
    try (Connection connection = opened.get()) {
      connection.setAutoCommit(false);
      lock(connection);
      Array areas = connection.createArrayOf("text", counties.toArray());
      Optional<String> other = otherCentre(connection, code, areas);
      if (other.isPresent()) {
        connection.rollback();
        return new Registration.Taken(other.get());
      }
      try (PreparedStatement insert =
          connection.prepareStatement(
              """
              insert into directory.centre as known (code, name, areas, resource)
              values (?, cast(? as jsonb), ?, ?)
              on conflict (code) do update
              set name = excluded.name,
                  areas = excluded.areas,
                  resource = excluded.resource
              """)) {
        insert.setString(1, code);
        insert.setString(2, json.writeValueAsString(name));
        insert.setArray(3, areas);
        insert.setString(4, resource);
        insert.executeUpdate();
      }
      connection.commit();
      return new Registration.Registered();
    }
  }

  /// Takes the writers' lock with a new revision, and tells every node when the transaction ends.
  private static void lock(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          """
          update directory.state
          set revision = revision + 1,
              oldest_revision = revision + 1
          """);
      statement.execute("select pg_notify('directory_changed', '')");
    }
  }

  private static Optional<String> otherCentre(Connection connection, String code, Array areas)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select code
            from directory.centre
            where code <> ?
              and areas && ?
            """)) {
      select.setString(1, code);
      select.setArray(2, areas);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
      }
    }
  }
}
