package tw.shouwang.api.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/// A hot standby of [TestCluster]: a copy of all its databases that follows it and is only read.
final class TestReplica implements AutoCloseable {

  /// Of a server that runs, and not of its data.
  private static final List<String> ITS_OWN = List.of("postmaster.pid", "epg-lock", "pg_wal");

  private final EmbeddedPostgres server;
  private boolean running = true;

  private TestReplica(EmbeddedPostgres server) {
    this.server = server;
  }

  /// @param url of a database of the cluster
  static TestReplica of(String url, Path folder) {
    TestCluster cluster = TestCluster.get();
    Path data = folder.resolve("data");
    int port = URI.create(url.substring("jdbc:".length())).getPort();
    try (Connection connection = cluster.superuser("postgres");
        Statement statement = connection.createStatement()) {
      Files.createDirectory(
          data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      statement.execute("drop role if exists follower");
      statement.execute("create role follower login replication password 'in-the-test-only'");
      statement.execute("select pg_backup_start('replica', true)");
      copy(cluster.dataDirectory(), data, false);
      try (ResultSet row = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
        row.next();
        Files.writeString(data.resolve("backup_label"), row.getString(1));
      }
      copy(cluster.dataDirectory().resolve("pg_wal"), data.resolve("pg_wal"), true);
      Files.createFile(data.resolve("standby.signal"));
      Files.writeString(
          data.resolve("postgresql.auto.conf"),
          "primary_conninfo = 'host=127.0.0.1 port=%d user=follower password=in-the-test-only'%n"
              .formatted(port),
          StandardOpenOption.APPEND);
      Path access = data.resolve("pg_hba.conf");
      Files.writeString(
          access, "host all postgres 127.0.0.1/32 trust\n" + Files.readString(access));
      return new TestReplica(
          EmbeddedPostgres.builder()
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .setOverrideWorkingDirectory(folder.toFile())
              .setRegisterShutdownHook(true)
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setServerConfig("unix_socket_directories", "")
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The same database in the copy.
  String url(String original) {
    return original.replaceFirst(":[0-9]+/", ":" + server.getPort() + "/");
  }

  /// The first column of the first row, as text, as a user with all rights.
  String ask(String sql) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return String.valueOf(row.getString(1));
    }
  }

  boolean isRunning() {
    return running;
  }

  @Override
  public void close() {
    try {
      running = false;
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to, boolean whole) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        Path name = from.relativize(path);
        if (whole || ITS_OWN.stream().noneMatch(name::startsWith)) {
          copy(path, to.resolve(name.toString()));
        }
      }
    }
  }

  /// A server removes files while they are copied; its log says so to the copy.
  private static void copy(Path from, Path to) throws IOException {
    try {
      if (Files.isDirectory(from)) {
        Files.createDirectories(to);
      } else {
        Files.copy(from, to);
      }
    } catch (NoSuchFileException e) {
      if (Files.exists(from)) {
        throw e;
      }
    }
  }
}
