package tw.shouwang.api.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tw.shouwang.api.cases.PersistentClients;
import tw.shouwang.api.testing.ServiceProcess;

/// A node behind PgBouncer in transaction mode, where a session is somebody else's after each
/// transaction: many connections of the node need few of the database.
class PgBouncerIT {

  private static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");
  private static final int SESSIONS = 3;
  private static final int CLIENTS = 24;

  @TempDir Path folder;

  private final DatabaseAccess access = TestCluster.get().newDatabase();
  private final String database = access.url().substring(access.url().lastIndexOf('/') + 1);

  @Test
  void aNodeBehindItStoresReportsAndHearsNotices() throws Exception {
    Assumptions.assumeTrue(
        Files.isExecutable(PROGRAM), "PgBouncer is not installed, so none stood before a node");
    int port = freePort();
    Process pooler = start(port);
    try (ServiceProcess node = ServiceProcess.start(settings(port));
        PersistentClients clients = new PersistentClients(CLIENTS)) {
      clients.sendTo(node.uri());
      clients.awaitMore(200);
      assertThat(sessions("usename <> 'postgres' and application_name not like 'shouwang-%'"))
          .as("sessions of two roles")
          .isLessThanOrEqualTo(2 * SESSIONS);
      assertThat(sessions("application_name = 'shouwang-directory_changed'"))
          .as("who listens has a session of its own")
          .isEqualTo(1);
      clients.finish(200);
      clients.assertEachCaseIsThere();
      try (Connection connection = TestCluster.get().superuser(database)) {
        clients.assertEachIsThereOnce(connection);
      }
      assertThat(node.get("/health/readiness").body()).contains("UP");
      assertThat(node.output()).doesNotContain("prepared statement", "the listener");
    } finally {
      pooler.destroy();
      pooler.waitFor();
    }
  }

  private Map<String, String> settings(int port) {
    Map<String, String> settings = new HashMap<>();
    settings.put("SHOUWANG_DATABASE_URL", access.url());
    settings.put(
        "SHOUWANG_DATABASE_POOL_URL", "jdbc:postgresql://127.0.0.1:" + port + "/" + database);
    settings.put("SHOUWANG_DATABASE_OWNER_PASSWORD", password(DatabaseRole.OWNER));
    settings.put("SHOUWANG_DATABASE_PASSWORD", password(DatabaseRole.COMBINED));
    settings.put("SHOUWANG_DATABASE_VAULT_PASSWORD", password(DatabaseRole.VAULT));
    settings.put("SHOUWANG_DATA_DIRECTORY", folder.resolve("data").toString());
    settings.put("SHOUWANG_PUSH_STAND_IN_PORT", "0");
    return settings;
  }

  /// The configuration that OPERATIONS.md gives.
  private Process start(int port) throws Exception {
    List<DatabaseRole> roles = List.of(DatabaseRole.COMBINED, DatabaseRole.VAULT);
    Path users = folder.resolve("users.txt");
    Files.writeString(
        users,
        roles.stream()
            .map(role -> "\"%s\" \"%s\"%n".formatted(role.userName(), password(role)))
            .collect(Collectors.joining()));
    Path configuration = folder.resolve("pgbouncer.ini");
    Files.writeString(
        configuration,
        """
        [databases]
        %s = host=127.0.0.1 port=%s
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = %d
        unix_socket_dir =
        auth_type = scram-sha-256
        auth_file = %s
        pool_mode = transaction
        default_pool_size = %d
        max_client_conn = 1000
        ignore_startup_parameters = extra_float_digits
        """
            .formatted(
                database,
                access.url().replaceFirst(".*:([0-9]+)/.*", "$1"),
                port,
                users,
                SESSIONS));
    List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
    if (System.getProperty("user.name").equals("root")) {
      // It refuses to run as root.
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      command.addAll(List.of("-u", "nobody"));
    }
    command.add(configuration.toString());
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("pgbouncer.log").toFile())
        .start();
  }

  private int sessions(String which) throws Exception {
    try (Connection connection = TestCluster.get().superuser(database);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*) from pg_stat_activity where datname = current_database() and "
                    + which)) {
      row.next();
      return row.getInt(1);
    }
  }

  private String password(DatabaseRole role) {
    return access.password(role).orElseThrow();
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
