package tw.shouwang.api.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/// One embedded PostgreSQL for all test classes of a JVM, with a new migrated database for each of
/// them.
public final class TestCluster {

  private static final String TEMPLATE = "migrated";
  private static final TestCluster INSTANCE = new TestCluster();

  private final EmbeddedCluster cluster;
  private final AtomicInteger databases = new AtomicInteger();

  private TestCluster() {
    try {
      Path folder =
          Files.createTempDirectory(Files.createDirectories(Path.of("target")), "postgres-");
      cluster = EmbeddedCluster.start(folder.toAbsolutePath(), new SecureRandom());
      Runtime.getRuntime().addShutdownHook(new Thread(cluster::close));
      try (Connection connection = cluster.superuser("postgres");
          Statement statement = connection.createStatement()) {
        EmbeddedCluster.makeDatabase(statement, TEMPLATE);
      }
      new Migrations().run(cluster.access(TEMPLATE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public static TestCluster get() {
    return INSTANCE;
  }

  /// Makes a migrated database without rows.
  public synchronized DatabaseAccess newDatabase() {
    String name = "test_" + databases.incrementAndGet();
    try (Connection connection = cluster.superuser("postgres");
        Statement statement = connection.createStatement()) {
      EmbeddedCluster.makeDatabase(statement, name, TEMPLATE);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return cluster.access(name);
  }

  /// Makes a database that nothing has migrated.
  synchronized DatabaseAccess emptyDatabase() throws SQLException {
    String name = "empty_" + databases.incrementAndGet();
    try (Connection connection = cluster.superuser("postgres");
        Statement statement = connection.createStatement()) {
      EmbeddedCluster.makeDatabase(statement, name);
    }
    return cluster.access(name);
  }

  /// Makes a database with an earlier version's schema, fills it, and migrates it to the present
  /// schema.
  ///
  /// @param last the last migration of the earlier version
  /// @param rows statements that fill it
  public synchronized String migratedFrom(String last, String rows) throws SQLException {
    DatabaseAccess access = emptyDatabase();
    String name = access.url().substring(access.url().lastIndexOf('/') + 1);
    Migrations.of(access).target(last + "?").load().migrate();
    try (Connection connection = cluster.superuser(name);
        Statement statement = connection.createStatement()) {
      statement.execute(rows);
    }
    new Migrations().run(access);
    return name;
  }

  /// The password of the database role with which a process of the public role works alone.
  public String publicPassword() {
    return cluster.access(TEMPLATE).password(DatabaseRole.PUBLIC).orElseThrow();
  }

  /// A connection with all rights, to see what was really written.
  public Connection superuser(String database) throws SQLException {
    return cluster.superuser(database);
  }

  /// The files of the server, including the write-ahead log.
  public Path dataDirectory() {
    return cluster.dataDirectory();
  }
}
