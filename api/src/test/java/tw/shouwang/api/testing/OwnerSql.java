package tw.shouwang.api.testing;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import tw.shouwang.api.database.OwnerConnections;

/// Statements as the owner of the tables, who can read everything and change the times of rows.
@Singleton
public class OwnerSql {

  private final OwnerConnections owner;

  OwnerSql(OwnerConnections owner) {
    this.owner = owner;
  }

  public void run(String sql) throws SQLException {
    try (Connection connection = owner.open().orElseThrow();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// The first column of the first row, as text; the text `null` for SQL's null.
  public String ask(String sql) throws SQLException {
    try (Connection connection = owner.open().orElseThrow();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    }
  }

  public long count(String sql) throws SQLException {
    return Long.parseLong(ask(sql));
  }
}
