package tw.shouwang.api.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tw.shouwang.api.process.StartRefused;

class EmbeddedClusterIT {

  @TempDir Path folder;

  private final SecureRandom random = new SecureRandom();

  @Test
  void writesCommitsThroughAndKeepsThemOverARestart() throws SQLException {
    try (EmbeddedCluster cluster = EmbeddedCluster.start(folder, random);
        Connection owner = enter(cluster.access(), DatabaseRole.OWNER)) {
      assertThat(show(owner, "fsync")).isEqualTo("on");
      assertThat(show(owner, "synchronous_commit")).isEqualTo("on");
      execute(owner, "create table kept as select 42 as answer");
    }
    try (EmbeddedCluster again = EmbeddedCluster.start(folder, random);
        Connection owner = enter(again.access(), DatabaseRole.OWNER)) {
      assertThat(single(owner, "select answer from kept")).isEqualTo("42");
    }
  }

  @Test
  void letsNobodyInWithoutTheGeneratedPassword() {
    try (EmbeddedCluster cluster = EmbeddedCluster.start(folder, random)) {
      for (String user : new String[] {"postgres", "shouwang_public", "shouwang_vault"}) {
        assertThatThrownBy(
                () -> DriverManager.getConnection(cluster.access().url(), user, "guess").close())
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("password authentication failed");
      }
    }
  }

  /// Thousands of connections of a build, and those of each start, would each take 20 ms.
  @Test
  void asksForFewRoundsOfPasswordsThatNobodyCanGuess() throws SQLException {
    try (EmbeddedCluster cluster = EmbeddedCluster.start(folder, random);
        Connection superuser = cluster.superuser("postgres")) {
      assertThat(
              single(
                  superuser,
                  """
                  select string_agg(distinct split_part(rolpassword, ':', 1), ' ')
                  from pg_authid
                  where rolpassword is not null
                  """))
          .isEqualTo("SCRAM-SHA-256$64");
    }
  }

  @Test
  void keepsThePasswordsFromOtherUsersOfTheMachine() throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.start(folder, random)) {
      assertThat(Files.getPosixFilePermissions(folder.resolve("passwords.properties")))
          .hasToString("[OWNER_READ, OWNER_WRITE]");
      assertThat(folder.resolve("initdb-password")).doesNotExist();
      assertThat(cluster.dataDirectory()).isDirectory();
    }
  }

  @Test
  void stopsAServerThatAKilledProcessLeftBehind() throws Exception {
    Process first = startInAnotherProcess(folder);
    long leftBehind = postmaster(folder);
    first.destroyForcibly().waitFor();
    assertThat(ProcessHandle.of(leftBehind)).hasValueSatisfying(ProcessHandle::isAlive);

    try (EmbeddedCluster cluster = EmbeddedCluster.start(folder, random)) {
      assertThat(ProcessHandle.of(leftBehind).filter(ProcessHandle::isAlive)).isEmpty();
      try (Connection owner = enter(cluster.access(), DatabaseRole.OWNER)) {
        assertThat(single(owner, "select 1")).isEqualTo("1");
      }
    }
  }

  @Test
  void refusesToServeAFolderThatAnotherProcessUsesButJoinsItForACommand() throws Exception {
    Process first = startInAnotherProcess(folder);
    try {
      assertThatThrownBy(() -> EmbeddedCluster.start(folder, random))
          .isInstanceOf(StartRefused.class);
      try (EmbeddedCluster joined = EmbeddedCluster.startOrJoin(folder, random);
          Connection owner = enter(joined.access(), DatabaseRole.OWNER)) {
        assertThat(single(owner, "select 1")).isEqualTo("1");
      }
    } finally {
      first.destroy();
      first.waitFor();
    }
  }

  /// Holds an embedded server until it is stopped; runs as a process of its own.
  static final class Holder {

    private Holder() {}

    public static void main(String[] arguments) throws Exception {
      EmbeddedCluster cluster = EmbeddedCluster.start(Path.of(arguments[0]), new SecureRandom());
      Runtime.getRuntime().addShutdownHook(new Thread(cluster::close));
      System.out.println("started");
      Thread.sleep(Long.MAX_VALUE);
    }
  }

  private static Process startInAnotherProcess(Path folder) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var reader = process.inputReader()) {
      String line = reader.readLine();
      while (line != null && !line.equals("started")) {
        line = reader.readLine();
      }
      assertThat(line).isEqualTo("started");
    }
    return process;
  }

  private static long postmaster(Path folder) throws Exception {
    return Long.parseLong(
        Files.readAllLines(folder.resolve("data").resolve("postmaster.pid")).getFirst().strip());
  }

  private static Connection enter(DatabaseAccess access, DatabaseRole role) throws SQLException {
    return DriverManager.getConnection(
        access.url(), role.userName(), access.password(role).orElseThrow());
  }

  private static String show(Connection connection, String setting) throws SQLException {
    return single(connection, "show " + setting);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String single(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }
}
