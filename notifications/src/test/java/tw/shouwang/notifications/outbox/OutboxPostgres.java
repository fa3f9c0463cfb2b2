package tw.shouwang.notifications.outbox;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/// One embedded cluster for the module's tests, and a new database with the outbox's migrations for
/// each test class. The session time zone is deliberately not UTC.
final class OutboxPostgres {

  private static final String ROLES = "create role shouwang_public; create role shouwang_staff;";

  private static final AtomicInteger databases = new AtomicInteger();
  private static final EmbeddedPostgres cluster = start();

  private OutboxPostgres() {}

  static PGSimpleDataSource fresh() {
    String name = "outbox_" + databases.incrementAndGet();
    execute(cluster.getPostgresDatabase(), "create database " + name);
    var database = (PGSimpleDataSource) cluster.getDatabase("postgres", name);
    migrate(database);
    return database;
  }

  /// Creates what a new cluster lacks, and the outbox.
  static void prepare(DataSource database) {
    execute(database, ROLES);
    migrate(database);
  }

  private static void migrate(DataSource database) {
    execute(database, "create schema outbox");
    execute(database, resource("/db/migration/V020__outbox.sql"));
    // In one transaction, as Flyway runs it.
    execute(database, "begin;" + resource("/db/migration/V080__outbox_shape.sql") + "commit;");
  }

  static void execute(DataSource database, String sql) {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static long count(DataSource database, String table) {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from " + table)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static EmbeddedPostgres start() {
    try {
      EmbeddedPostgres postgres =
          EmbeddedPostgres.builder()
              .setServerConfig("timezone", "Asia/Kathmandu")
              .setServerConfig("max_connections", "200")
              .start();
      execute(postgres.getPostgresDatabase(), ROLES);
      return postgres;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String resource(String path) {
    try (InputStream in = OutboxPostgres.class.getResourceAsStream(path)) {
      return new String(
          java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
