package tw.shouwang.api.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.JsonMapper;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tw.shouwang.api.cases.Sender.Way;
import tw.shouwang.api.cases.desk.UnattendedDesk;
import tw.shouwang.api.cases.envelope.CentreKey;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.cases.sealing.CentreKeyring;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.database.TestCluster;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.ServiceProcess;
import tw.shouwang.notifications.testing.FcmStandIn;

/// Somebody who seizes a server a minute after a sender used it finds nothing of them in its heap,
/// logs, metrics, files or pushes.
@MicronautTest(transactional = false)
class HeapCanaryIT implements EmbeddedTest {

  private static final Duration IDLE = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int TRIES = 10;
  private static final Set<String> CONTROLS = Set.of("words as UTF-16LE", "receipt as UTF-8");

  @Inject CaseRepository cases;
  @Inject UnattendedDesk desk;
  @Inject JsonMapper json;
  @Inject CentreKeyring keyring;
  @TempDir Path folder;

  private final FcmStandIn google = FcmStandIn.start(0);
  private Map<String, String> properties = Map.of();

  @Override
  public Map<String, String> getProperties() {
    properties = EmbeddedTest.super.getProperties();
    return properties;
  }

  @Override
  public Map<String, String> moreProperties() {
    return Map.of("shouwang.push.firebase.stand-in", google.uri().toString());
  }

  @AfterAll
  void stopTheStandIn() {
    google.close();
  }

  @Test
  void aMinuteLaterTheServerHasForgotten() throws Exception {
    Map<String, String> settings = new HashMap<>(properties);
    settings.put("shouwang.graphql.rate-limits.trusted-proxies", "127.0.0.1");
    settings.put("shouwang.graphql.rate-limits.enabled", "true");
    CanaryRun run = new CanaryRun(Way.PLAIN);
    Canaries canaries = run.canaries();
    CentreKey centre = keyring.newest("tpe").orElseThrow();
    try (ServiceProcess service = ServiceProcess.beside(settings)) {
      try (AppClient app = AppClient.at(service.uri().getPort(), json)) {
        run.live(app, cases, desk, centre);
        awaitPush();
        seeWhatIsThereMeanwhile(app, run, service);
        run.erase(app);
      }
      LockSupport.parkNanos(IDLE.toNanos());

      assertThat(canaries.inLargeFile(heap(service, "later"))).as("heap").isEmpty();
      assertThat(canaries.in(bytes(service.askAsOperator("/prometheus").body())))
          .as("metrics")
          .isEmpty();
      assertThat(canaries.in(bytes(service.output()))).as("log").isEmpty();
      assertThat(run.canariesButTheToken().in(bytes(google.received().toString())))
          .as("pushes")
          .isEmpty();
      try (Stream<Path> files =
          Files.walk(Path.of(settings.getOrDefault("shouwang.data.directory", "")))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          assertThat(canaries.in(Files.readAllBytes(file))).as(file.toString()).isEmpty();
        }
      }
    }
    // Not beside the idle minute: the push of the second case would be the first process's work.
    neverHasWhatAClientSealed(settings, centre);
  }

  /// Rule 43: what a client seals was never in the public role's memory, so a dump at once after
  /// the answer finds none of it, garbage included. The staff role opens what it looks at, so this
  /// process is of the public role alone. Its control is the plain way, in the other process.
  private void neverHasWhatAClientSealed(Map<String, String> settings, CentreKey centre)
      throws Exception {
    Map<String, String> own = new HashMap<>(settings);
    own.put("shouwang.roles", "public");
    own.put("shouwang.database.password", TestCluster.get().publicPassword());
    own.put("shouwang.keys.directory", publicKeys(settings).toString());
    own.put("shouwang.data.directory", folder.resolve("public-data").toString());
    CanaryRun run = new CanaryRun(Way.SEALED);
    try (ServiceProcess service = ServiceProcess.beside(own);
        AppClient app = AppClient.at(service.uri().getPort(), json)) {
      run.live(app, cases, desk, centre);
      assertThat(run.canariesOfWords().inLargeFile(heap(service, "sealed")))
          .as("heap at once after a sealed case")
          .isEmpty();
      run.erase(app);
    }
  }

  /// A copy of the key folder without what opens senders' words.
  private Path publicKeys(Map<String, String> settings) throws Exception {
    Path copy = Files.createDirectories(folder.resolve("public-keys"));
    Path data = Path.of(settings.getOrDefault("shouwang.data.directory", ""));
    try (Stream<Path> keys = Files.list(data.resolve("keys"))) {
      for (Path key : keys.filter(each -> !each.toString().endsWith(".private.key")).toList()) {
        Files.copy(key, copy.resolve(key.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return copy;
  }

  /// The search finds what the server works on. A collection may take it away before the dump, so
  /// the sender reads again.
  private void seeWhatIsThereMeanwhile(AppClient app, CanaryRun run, ServiceProcess service)
      throws Exception {
    Set<String> seen = new TreeSet<>();
    for (int i = 0; i < TRIES && !seen.containsAll(CONTROLS); i++) {
      run.read(app);
      seen.addAll(run.canaries().inLargeFile(heap(service, "meanwhile-" + i)));
    }
    assertThat(seen).containsAll(CONTROLS);
  }

  private void awaitPush() {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (google.accepted().isEmpty()) {
      assertThat(System.nanoTime()).as("a push in time").isLessThan(until);
      LockSupport.parkNanos(20_000_000);
    }
  }

  /// A dump of everything in the process's heap, including garbage: no collection runs before it.
  private Path heap(ServiceProcess service, String name) throws Exception {
    Path file = folder.resolve(name + ".hprof");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
            Long.toString(service.pid()),
            "GC.heap_dump",
            "-all",
            file.toString());
    Process dump = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(dump.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(dump.waitFor()).as(said).isZero();
    return file;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
