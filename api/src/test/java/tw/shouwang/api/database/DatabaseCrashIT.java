package tw.shouwang.api.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tw.shouwang.api.testing.ServiceProcess;
import tw.shouwang.api.testing.UnreliableProxy;

/// Two nodes on one PostgreSQL that is killed and restarted: the directory answers throughout.
class DatabaseCrashIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OFFICE = "tpe.district-office.63000030";
  private static final String ASK =
      """
      {"query": "{ emergencyNumbers { key } resources(filter: {text: \\"家暴\\"}, first: 1) { nodes { key } } }"}
      """;

  @TempDir Path folder;

  private final SecureRandom random = new SecureRandom();

  @Test
  void theDirectoryOutlivesItsDatabaseAndLearnsOfEditsWhenItIsBack() throws Exception {
    Files.createDirectories(folder.resolve("postgres"));
    EmbeddedCluster cluster = EmbeddedCluster.start(folder.resolve("postgres"), random);
    try (UnreliableProxy address = new UnreliableProxy(port(cluster));
        ServiceProcess one = start("one", cluster, address)) {
      assertAnswers(one);
      ServiceProcess killed = start("two", cluster, address);
      assertAnswers(killed);

      kill(folder.resolve("postgres/data/postmaster.pid"));
      killed.kill();
      assertAnswers(one);
      try (ServiceProcess two = start("two", cluster, address)) {
        assertAnswers(two);
        assertAnswers(one);

        EmbeddedCluster back = restart(cluster);
        address.leadTo(port(back));
        edit(back, address, one);
        long changed = System.nanoTime();
        for (ServiceProcess node : List.of(one, two)) {
          while (!name(node).equals("臺北市大安區行政中心")) {
            assertThat(Duration.ofNanos(System.nanoTime() - changed))
                .isLessThan(Duration.ofSeconds(2));
            LockSupport.parkNanos(20_000_000);
          }
        }
        back.close();
      }
    }
  }

  private static void assertAnswers(ServiceProcess node) {
    assertThat(node.ask(ASK))
        .contains("tw.emergency.110", "tw.hotline.113")
        .doesNotContain("errors");
  }

  private ServiceProcess start(String name, EmbeddedCluster cluster, UnreliableProxy address) {
    return ServiceProcess.start(settings(name, cluster, address));
  }

  private Map<String, String> settings(
      String name, EmbeddedCluster cluster, UnreliableProxy address) {
    DatabaseAccess access = cluster.access();
    Map<String, String> settings = new HashMap<>();
    settings.put(
        "SHOUWANG_DATABASE_URL", access.url().replaceFirst(":[0-9]+/", ":" + address.port() + "/"));
    settings.put(
        "SHOUWANG_DATABASE_OWNER_PASSWORD", access.password(DatabaseRole.OWNER).orElseThrow());
    settings.put(
        "SHOUWANG_DATABASE_PASSWORD", access.password(DatabaseRole.COMBINED).orElseThrow());
    settings.put(
        "SHOUWANG_DATABASE_VAULT_PASSWORD", access.password(DatabaseRole.VAULT).orElseThrow());
    settings.put("SHOUWANG_DATA_DIRECTORY", folder.resolve(name).toString());
    settings.put("SHOUWANG_KEYS_DIRECTORY", folder.resolve("keys").toString());
    settings.put("SHOUWANG_PUSH_STAND_IN_PORT", "0");
    return settings;
  }

  private static int port(EmbeddedCluster cluster) {
    return URI.create(cluster.access().url().substring("jdbc:".length())).getPort();
  }

  /// Kills the server with SIGKILL, as the kernel does when memory is short.
  private static void kill(Path postmaster) throws Exception {
    long pid = Long.parseLong(Files.readAllLines(postmaster).getFirst().strip());
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    process.onExit().get();
  }

  private EmbeddedCluster restart(EmbeddedCluster dead) {
    try {
      dead.close();
    } catch (RuntimeException e) {
      // The server has already stopped.
    }
    return EmbeddedCluster.start(folder.resolve("postgres"), random);
  }

  /// Renames an office, as an operator does.
  private void edit(EmbeddedCluster cluster, UnreliableProxy address, ServiceProcess node)
      throws IOException {
    JsonNode bundle = JSON.readTree(node.get("/directory/bundle").body());
    JsonNode office =
        StreamSupport.stream(bundle.get("entries").spliterator(), false)
            .filter(entry -> entry.get("key").asText().equals(OFFICE))
            .findFirst()
            .orElseThrow();
    Path file =
        Files.writeString(
            folder.resolve("entries.json"),
            "[" + office.toString().replace("臺北市大安區公所", "臺北市大安區行政中心") + "]");
    try (ServiceProcess command =
        ServiceProcess.start(
            settings("command", cluster, address), "directory", "import", file.toString())) {
      assertThat(command.exitStatus()).as(command.output()).isZero();
    }
  }

  private static String name(ServiceProcess node) throws IOException {
    return JSON.readTree(
            node.ask(
                "{\"query\": \"{ resource(id: \\\""
                    + OFFICE
                    + "\\\") { name(language: ZH_TW) } }\"}"))
        .at("/data/resource/name")
        .asText();
  }
}
