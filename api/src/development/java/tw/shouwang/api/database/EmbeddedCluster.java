package tw.shouwang.api.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.process.StartRefused;

/// An own PostgreSQL server in a folder that survives restarts, for development and for tests.
///
/// The library is made for throw-away data: fsync is off and every local user is trusted. Here
/// fsync is on, and each role has a generated password stored beside the data, so that confirmed
/// data is durable and the roles' rights are effective.
final class EmbeddedCluster implements EmbeddedDatabase {

  static final String DATABASE = "shouwang";

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedCluster.class);
  private static final String SUPERUSER = "postgres";

  /// The passwords are random: more rounds make them no harder to guess, and each of some thirty
  /// connections of a start would take 20 ms.
  private static final String SCRAM_ITERATIONS = "64";

  private final int port;
  private final Path folder;
  private final GeneratedPasswords passwords;
  private final Closeable stop;

  private EmbeddedCluster(int port, Path folder, GeneratedPasswords passwords, Closeable stop) {
    this.port = port;
    this.folder = folder;
    this.passwords = passwords;
    this.stop = stop;
  }

  /// Starts the server of a folder. Stops a server that a killed process left running there first.
  ///
  /// @throws StartRefused if another process holds the folder
  static EmbeddedCluster start(Path folder, SecureRandom random) {
    FileChannel lock =
        hold(folder)
            .orElseThrow(() ->
                new StartRefused(
                    "Another process uses the data folder; stop it, or set"
                        + " shouwang.data.directory to another folder."));
    return start(folder, random, lock);
  }

  /// The server of a folder, for commands beside the service: the service's running server, or else
  /// a new one.
  static EmbeddedCluster startOrJoin(Path folder, SecureRandom random) {
    return hold(folder)
        .map(lock -> start(folder, random, lock))
        .orElseGet(() ->
            new EmbeddedCluster(
                Postmaster.port(folder.resolve("data")),
                folder,
                GeneratedPasswords.in(folder, random),
                () -> {}));
  }

  private static EmbeddedCluster start(Path folder, SecureRandom random, FileChannel lock) {
    try {
      GeneratedPasswords passwords = GeneratedPasswords.in(folder, random);
      Path data = folder.resolve("data");
      Postmaster.endIfLeftBehind(data);
      EmbeddedPostgres server = startServer(folder, data, passwords);
      Closeable stop =
          () -> {
            server.close();
            Postmaster.awaitEnd(data);
            lock.close();
          };
      EmbeddedCluster cluster = new EmbeddedCluster(server.getPort(), folder, passwords, stop);
      cluster.makeRolesAndDatabase();
      return cluster;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException("the embedded database did not take its roles", e);
    }
  }

  @Override
  public DatabaseAccess access() {
    return access(DATABASE);
  }

  DatabaseAccess access(String database) {
    Map<DatabaseRole, String> byRole = new EnumMap<>(DatabaseRole.class);
    for (DatabaseRole role : DatabaseRole.values()) {
      byRole.put(role, passwords.of(role.userName()));
    }
    return new DatabaseAccess(url(database), byRole);
  }

  /// A connection with all rights, for tests and for creating databases.
  Connection superuser(String database) throws SQLException {
    return DriverManager.getConnection(url(database), SUPERUSER, passwords.of(SUPERUSER));
  }

  Path dataDirectory() {
    return folder.resolve("data");
  }

  @Override
  public void close() {
    try {
      stop.close();
    } catch (IOException e) {
      LOG.warn("the embedded database did not stop cleanly", e);
    }
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  private static Optional<FileChannel> hold(Path folder) {
    try {
      FileChannel channel =
          FileChannel.open(
              folder.resolve("in-use"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() != null) {
        return Optional.of(channel);
      }
      channel.close();
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EmbeddedPostgres startServer(Path folder, Path data, GeneratedPasswords passwords)
      throws IOException {
    Path passwordFile = passwords.fileOf(SUPERUSER);
    try {
      return EmbeddedPostgres.builder()
          .setDataDirectory(data)
          .setCleanDataDirectory(false)
          .setOverrideWorkingDirectory(binaries(folder).toFile())
          .setRegisterShutdownHook(false)
          .setPGStartupWait(Duration.ofSeconds(60))
          // initdb uses the last of two --auth options, so the library's own "trust" has no effect.
          .setLocaleConfig("auth", "scram-sha-256")
          .setLocaleConfig("pwfile", passwordFile.toString())
          .setLocaleConfig("locale", "C")
          // The superuser's password is made before the server reads its settings.
          .setLocaleConfig("set", "scram_iterations=" + SCRAM_ITERATIONS)
          .setConnectConfig("password", passwords.of(SUPERUSER))
          .setServerConfig("listen_addresses", "127.0.0.1")
          .setServerConfig("unix_socket_directories", "")
          .setServerConfig("scram_iterations", SCRAM_ITERATIONS)
          .setServerConfig("fsync", "on")
          .setServerConfig("synchronous_commit", "on")
          .setServerConfig("full_page_writes", "on")
          .setServerConfig("timezone", "Asia/Taipei")
          .start();
    } finally {
      Files.deleteIfExists(passwordFile);
    }
  }

  /// Where the programs of PostgreSQL are unpacked: in the user's cache, because that takes
  /// seconds, and where there is none, in the folder.
  private static Path binaries(Path folder) throws IOException {
    Path cache = Path.of(System.getProperty("user.home"), ".cache", "shouwang", "postgres");
    try {
      Files.createDirectories(cache);
      if (Files.isWritable(cache)) {
        return cache;
      }
    } catch (IOException e) {
      LOG.debug("no cache in the home folder", e);
    }
    return Files.createDirectories(folder.resolve("binaries"));
  }

  private void makeRolesAndDatabase() throws SQLException {
    try (Connection connection = superuser(SUPERUSER);
        Statement statement = connection.createStatement()) {
      for (DatabaseRole role : DatabaseRole.values()) {
        statement.execute(
            """
            do $$
            begin
              if not exists (select from pg_roles where rolname = '%1$s') then
                create role %1$s login password '%2$s';
              end if;
            end
            $$
            """
                .formatted(role.userName(), passwords.of(role.userName())));
      }
      statement.execute("grant shouwang_public, shouwang_staff to shouwang_combined");
      for (DatabaseRole role : DatabaseRole.values()) {
        if (role != DatabaseRole.OWNER) {
          for (String timeout : TimeoutCheck.statements(role.userName())) {
            statement.execute(timeout);
          }
        }
      }
      makeDatabase(statement, DATABASE);
    }
  }

  /// Creates a database that only our roles may use, if it does not exist.
  static void makeDatabase(Statement statement, String database) throws SQLException {
    makeDatabase(statement, database, "template1");
  }

  static void makeDatabase(Statement statement, String database, String template)
      throws SQLException {
    try (var found =
        statement.executeQuery("select 1 from pg_database where datname = '" + database + "'")) {
      if (found.next()) {
        return;
      }
    }
    statement.execute("create database " + database + " owner shouwang_owner template " + template);
    statement.execute("revoke connect, temporary on database " + database + " from public");
    statement.execute(
        "grant connect on database "
            + database
            + " to shouwang_public, shouwang_staff, shouwang_combined, shouwang_vault");
  }
}
