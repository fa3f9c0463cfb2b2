package tw.shouwang.api.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tw.shouwang.api.testing.UnreliableProxy;

/// A PostgreSQL that can be killed as by a power cut and restarted, always at the same address.
public final class KillableCluster implements AutoCloseable {

  private final Path folder;
  private final UnreliableProxy door;
  private EmbeddedCluster cluster;

  private KillableCluster(Path folder) {
    this.folder = folder;
    this.cluster = EmbeddedCluster.start(folder, new SecureRandom());
    this.door = new UnreliableProxy(port());
  }

  public static KillableCluster start(Path folder) {
    return new KillableCluster(folder);
  }

  /// The settings for a service, as environment variables.
  public Map<String, String> settings() {
    DatabaseAccess access = cluster.access();
    return Map.of(
        "SHOUWANG_DATABASE_URL",
        access.url().replace(":" + port() + "/", ":" + door.port() + "/"),
        "SHOUWANG_DATABASE_OWNER_PASSWORD",
        access.password(DatabaseRole.OWNER).orElseThrow(),
        "SHOUWANG_DATABASE_PASSWORD",
        access.password(DatabaseRole.COMBINED).orElseThrow(),
        "SHOUWANG_DATABASE_VAULT_PASSWORD",
        access.password(DatabaseRole.VAULT).orElseThrow());
  }

  /// The proxy between the service and the database.
  public UnreliableProxy door() {
    return door;
  }

  /// Kills the server and all its processes with SIGKILL.
  public void kill() {
    try {
      Path pidFile = cluster.dataDirectory().resolve("postmaster.pid");
      long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
      ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
      List<ProcessHandle> all =
          Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
      all.forEach(ProcessHandle::destroyForcibly);
      all.forEach(process -> process.onExit().join());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Restarts it on the same data.
  public void startAgain() {
    cluster.close();
    cluster = EmbeddedCluster.start(folder, new SecureRandom());
    door.leadTo(port());
  }

  /// A connection with all rights that bypasses the proxy.
  public Connection superuser() throws SQLException {
    return cluster.superuser(EmbeddedCluster.DATABASE);
  }

  @Override
  public void close() {
    cluster.close();
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int port() {
    return URI.create(cluster.access().url().substring("jdbc:".length())).getPort();
  }
}
