package tw.shouwang.api.load;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tw.shouwang.api.cases.PersistentClients;
import tw.shouwang.api.testing.IdentityProvider;
import tw.shouwang.api.testing.NodeKeys;
import tw.shouwang.api.testing.ServiceProcess;

/// What happens to people while the primary of a [ReplicatedDatabase] dies, vanishes, is slow or
/// changes, with two public nodes behind HAProxy and two staff nodes. Run by `bench/failover/run`.
final class FailoverBench {

  private static final URI PEOPLE = URI.create("http://127.0.0.1:8080");
  private static final List<Integer> PUBLIC_PORTS = List.of(8081, 8082);
  private static final List<Integer> STAFF_PORTS = List.of(8083, 8084);
  private static final Path SETUP = Path.of("..", "bench", "failover");
  private static final Duration OFTEN = Duration.ofMillis(200);

  private final Path folder;
  private final ReplicatedDatabase database;
  private final IdentityProvider provider = IdentityProvider.start();
  private final List<AutoCloseable> started = new ArrayList<>(List.of(provider));

  private FailoverBench(Path folder, ReplicatedDatabase database) {
    this.folder = folder;
    this.database = database;
  }

  /// What is done to the database, and until when people are watched.
  ///
  /// @param wanted within how many seconds submissions have to work again
  /// @param lasts how long it lasts, before it is mended
  private record Fault(
      String name, String wanted, Duration lasts, Duration watched, Step begin, Step mend) {}

  private interface Step {
    void take() throws Exception;
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(System.getProperty("data", "")).toAbsolutePath();
    try (ReplicatedDatabase database =
        ReplicatedDatabase.start(folder, SETUP.resolve("patroni.yml"))) {
      FailoverBench bench = new FailoverBench(folder, database);
      try {
        bench.startNodes();
        bench.measure();
      } finally {
        for (AutoCloseable each : bench.started.reversed()) {
          each.close();
        }
      }
    }
    // Threads of the identity provider would keep the process.
    System.exit(0);
  }

  private void measure() throws Exception {
    int rounds = Integer.getInteger("rounds", 2);
    List<String> only = List.of(System.getProperty("faults", "").split(","));
    NodeClient people = new NodeClient(PEOPLE);
    String token = provider.token("w1", "tpe", "INTAKE_WORKER");
    try (PersistentClients clients = new PersistentClients(Integer.getInteger("clients", 16))) {
      clients.sendTo(PEOPLE);
      clients.awaitMore(500);
      System.out.println(
          "| fault | round | wanted | submissions again after | longest without one | inbox again"
              + " after | directory p99 | without an answer |");
      System.out.println("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
      for (Fault fault : faults()) {
        if (only.stream().anyMatch(fault.name()::contains)) {
          for (int round = 1; round <= rounds; round++) {
            measure(fault, round, people, clients, token);
          }
        }
      }
      clients.finish(1);
      clients.assertEachCaseIsThere();
      for (int node = 1; node <= ReplicatedDatabase.NODES; node++) {
        try (Connection connection = database.superuser(node)) {
          clients.assertEachIsThereOnce(connection);
        }
      }
      System.out.printf(
          "%d acknowledged, each there once, on each of the three disks; %d tries without an"
              + " answer and %d refused for the moment, all repeated%n",
          clients.acknowledged(), clients.unanswered(), clients.refused());
    }
  }

  private List<Fault> faults() {
    int[] node = new int[1];
    Step nothing = () -> {};
    return List.of(
        new Fault(
            "kill -9 of the primary's postmaster",
            "15 s",
            Duration.ZERO,
            Duration.ofSeconds(30),
            () -> database.kill(database.primary()),
            nothing),
        new Fault(
            "network of the primary cut for 50 s",
            "40 s",
            Duration.ofSeconds(50),
            Duration.ofSeconds(60),
            () -> database.cut(node[0] = database.primary()),
            () -> database.mend(node[0])),
        new Fault(
            "switchover",
            "10 s",
            Duration.ZERO,
            Duration.ofSeconds(20),
            database::switchOver,
            nothing),
        new Fault(
            "confirming standby behind 1 Mbit/s for 20 s",
            "",
            Duration.ofSeconds(20),
            Duration.ofSeconds(30),
            () -> database.slow(node[0] = database.confirming(), 1_000),
            () -> database.hurry(node[0])),
        new Fault(
            "confirming standby stopped for 30 s",
            "",
            Duration.ofSeconds(30),
            Duration.ofSeconds(40),
            () -> database.stop(node[0] = database.confirming()),
            () -> database.goOn(node[0])));
  }

  private void measure(
      Fault fault, int round, NodeClient people, PersistentClients clients, String token)
      throws Exception {
    Probe emergency = Probe.emergency(people);
    Probe search = Probe.search(people);
    Probe inbox = inbox(STAFF_PORTS.get(round % STAFF_PORTS.size()), token);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Probe each : List.of(emergency, search, inbox)) {
        threads.submit(() -> each.run(fault.watched()));
      }
      Stall submissions = Stall.watch(clients::acknowledged);
      Stall work = Stall.watch(() -> inbox.count("answered"));
      long began = System.nanoTime();
      fault.begin().take();
      sleepUntil(began, fault.lasts());
      fault.mend().take();
      sleepUntil(began, fault.watched());
      submissions.end();
      work.end();
      System.out.printf(
          Locale.ROOT,
          "| %s | %d | %s | %.1f s | %.1f s | %.1f s | %d ms | %d of %d |%n",
          fault.name(),
          round,
          fault.wanted(),
          submissions.ended(),
          submissions.longest(),
          work.ended(),
          Math.max(emergency.p99(), search.p99()),
          emergency.count("lost") + search.count("lost"),
          emergency.count("answered") + search.count("answered"));
    }
    database.awaitWhole();
    clients.awaitMore(100);
  }

  private static Probe inbox(int port, String token) {
    NodeClient node = new NodeClient(URI.create("http://127.0.0.1:" + port));
    byte[] query = "{\"query\":\"{ inbox { nodes { id } } }\"}".getBytes(StandardCharsets.UTF_8);
    return new Probe(
        node,
        OFTEN,
        () ->
            node.post("/staff/graphql", "198.51.100.9", query, "Authorization", "Bearer " + token),
        answer -> answer.contains("\"nodes\"") ? "answered" : "lost");
  }

  private static void sleepUntil(long began, Duration after) throws InterruptedException {
    Duration left = after.minusNanos(System.nanoTime() - began);
    if (left.isPositive()) {
      Thread.sleep(left);
    }
  }

  /// One process of both roles migrates and makes the keys; the nodes get those of their role.
  private void startNodes() throws IOException {
    NodeKeys keys = NodeKeys.make(folder.resolve("first"), database.settings());
    for (int port : PUBLIC_PORTS) {
      Path own = folder.resolve("public" + port);
      keys.copyToPublic(own);
      start("public", port, own);
    }
    for (int port : STAFF_PORTS) {
      Path own = folder.resolve("staff" + port);
      keys.copyToStaff(own);
      start("staff", port, own);
    }
    Process proxy =
        new ProcessBuilder("haproxy", "-db", "-f", SETUP.resolve("haproxy.cfg").toString())
            .inheritIO()
            .start();
    started.add(proxy::destroy);
  }

  private void start(String role, int port, Path own) {
    Map<String, String> settings = new HashMap<>(database.settings(role));
    settings.put("SHOUWANG_ROLES", role);
    settings.put("MICRONAUT_SERVER_PORT", Integer.toString(port));
    settings.put("SHOUWANG_DATA_DIRECTORY", own.toString());
    settings.put("SHOUWANG_PUSH_STAND_IN_PORT", "0");
    settings.put("JAVA_TOOL_OPTIONS", "-Xmx256m");
    provider
        .settings()
        .forEach((name, value) ->
            settings.put(name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'), value));
    ServiceProcess node = ServiceProcess.start(settings);
    started.add(node);
    node.uri();
  }
}
