package tw.shouwang.notifications.outbox;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;
import tw.shouwang.notifications.AddressBook;
import tw.shouwang.notifications.AddressKey;
import tw.shouwang.notifications.DeviceToken;
import tw.shouwang.notifications.firebase.StandInSenders;
import tw.shouwang.notifications.testing.FcmStandIn;

/// A node as a separate process, which a test may kill or freeze.
final class NodeProcess implements AutoCloseable {

  private final Process process;

  private NodeProcess(Process process) {
    this.process = process;
  }

  static NodeProcess start(PGSimpleDataSource database, URI fcm, Duration lease)
      throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            classPath,
            NodeProcess.class.getName(),
            String.valueOf(database.getUrl()),
            fcm.toString(),
            lease.toString());
    var output = ProcessBuilder.Redirect.appendTo(new File("target", "node-process.log"));
    return new NodeProcess(
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start());
  }

  void kill() {
    process.destroyForcibly().onExit().join();
  }

  void freeze() throws IOException, InterruptedException {
    signal("-STOP");
  }

  void thaw() throws IOException, InterruptedException {
    signal("-CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    String id = Long.toString(process.pid());
    if (new ProcessBuilder("kill", name, id).start().waitFor() != 0) {
      throw new IOException("could not send " + name);
    }
  }

  @Override
  public void close() {
    kill();
  }

  public static void main(String[] arguments) throws InterruptedException {
    var database = new PGSimpleDataSource();
    database.setUrl(arguments[0]);
    database.setUser("postgres");
    var sender = StandInSenders.to(URI.create(arguments[1]), Duration.ofSeconds(3));
    var node =
        new WorkerSetup(
            database,
            new OneAddress(),
            InstantSource.system(),
            WorkerSetup.FAST,
            Duration.parse(arguments[2]),
            sender);
    node.worker.start();
    Thread.currentThread().join();
  }

  /// The same device for every key.
  static final class OneAddress implements AddressBook {
    @Override
    public Optional<DeviceToken> find(AddressKey key) {
      return Optional.of(new DeviceToken(FcmStandIn.token(key.bytes()[0])));
    }

    @Override
    public void forget(AddressKey key, DeviceToken failed) {}
  }
}
