package tw.shouwang.api.load;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tw.shouwang.api.database.OutsideDatabase;
import tw.shouwang.api.database.TestCluster;
import tw.shouwang.api.testing.NodeKeys;
import tw.shouwang.api.testing.ServiceProcess;

/// What a request costs with one public node and with four, on one database. Where the machine has
/// few processors, more nodes answer no more requests; whether they stand in each other's way is in
/// the CPU time of each request. Run by `bench/nodes/run`.
class NodesBench {

  private static final Duration EACH = Duration.ofSeconds(Integer.getInteger("seconds.each", 20));
  private static final int ROUNDS = Integer.getInteger("rounds", 2);
  private static final int CLIENTS = 16;

  private final OutsideDatabase database = new OutsideDatabase();

  @TempDir Path folder;

  /// @param request of a node, by the address that asks
  /// @param answered a part of a right answer
  private record Load(
      String name, BiFunction<NodeClient, String, HttpRequest> request, String answered) {}

  private static final List<Load> LOADS =
      List.of(
          new Load(
              "a question that nobody has asked",
              (node, address) ->
                  node.ask(
                      address,
                      "{ resources(filter: {text: \\\"家暴 "
                          + ThreadLocalRandom.current().nextInt(1_000_000)
                          + "\\\"}, first: 5) { nodes { key } } }"),
              "\"nodes\""),
          new Load("a report", (node, address) -> node.submit(address, "ROUTINE"), "CaseReceived"));

  @Test
  void measure() throws Exception {
    NodeKeys keys = NodeKeys.make(folder.resolve("first"), database.ofBoth());
    System.out.println(
        "| nodes asked | load | answers a second | p99 | CPU of the nodes, each answer | CPU of PostgreSQL,"
            + " each answer | lost |");
    System.out.println("| ---: | --- | ---: | ---: | ---: | ---: | ---: |");
    for (int round = 0; round < ROUNDS; round++) {
      for (int count : List.of(1, 4)) {
        List<ServiceProcess> nodes = new ArrayList<>();
        try {
          for (int node = 0; node < count; node++) {
            nodes.add(ServiceProcess.start(settings(keys)));
          }
          for (Load load : LOADS) {
            // Until each node has answered as much as a single one would have.
            run(nodes, count, load, EACH.multipliedBy(count), false);
            run(nodes, count, load, EACH, true);
            if (count > 1) {
              // The others are there, and nobody asks them.
              run(nodes.subList(0, 1), count, load, EACH, true);
            }
          }
        } finally {
          nodes.forEach(ServiceProcess::close);
        }
      }
    }
  }

  private Map<String, String> settings(NodeKeys keys) throws IOException {
    Path own = Files.createTempDirectory(folder, "public");
    keys.copyToPublic(own);
    Map<String, String> settings = new HashMap<>(database.ofPublic());
    settings.put("SHOUWANG_ROLES", "public");
    settings.put("SHOUWANG_DATA_DIRECTORY", own.toString());
    settings.put("SHOUWANG_PUSH_STAND_IN_PORT", "0");
    settings.put("SHOUWANG_GRAPHQL_RATE_LIMITS_TRUSTED_PROXIES", "127.0.0.0/8");
    return settings;
  }

  private static void run(
      List<ServiceProcess> nodes, int running, Load load, Duration lasting, boolean printed)
      throws Exception {
    List<NodeClient> clients = nodes.stream().map(node -> new NodeClient(node.uri())).toList();
    List<Long> micros = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger lost = new AtomicInteger();
    Duration busy = cpu(nodes);
    Duration stored = cpuOfDatabase();
    long began = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> asking = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        NodeClient node = clients.get(client % clients.size());
        asking.add(
            threads.submit(() -> {
              long end = began + lasting.toNanos();
              while (System.nanoTime() < end) {
                long sent = System.nanoTime();
                String answer = node.send(load.request().apply(node, address()));
                micros.add((System.nanoTime() - sent) / 1_000);
                if (!answer.contains(load.answered())) {
                  lost.incrementAndGet();
                }
              }
            }));
      }
      for (Future<?> each : asking) {
        each.get();
      }
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    int answers = micros.size();
    if (printed) {
      List<Long> sorted = micros.stream().sorted().toList();
      System.out.printf(
          "| %d of %d | %s | %.0f | %.1f ms | %d us | %d us | %d |%n",
          nodes.size(),
          running,
          load.name(),
          answers / seconds,
          sorted.get(answers * 99 / 100) / 1e3,
          cpu(nodes).minus(busy).toNanos() / 1_000 / answers,
          cpuOfDatabase().minus(stored).toNanos() / 1_000 / answers,
          lost.get());
    }
    for (NodeClient each : clients) {
      each.close();
    }
  }

  /// Everybody asks from an address of their own.
  private static String address() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return "198.18." + random.nextInt(256) + "." + random.nextInt(256);
  }

  private static Duration cpu(List<ServiceProcess> nodes) {
    return nodes.stream()
        .flatMap(node -> ProcessHandle.of(node.pid()).stream())
        .map(NodesBench::cpu)
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static Duration cpuOfDatabase() throws IOException {
    Path file = TestCluster.get().dataDirectory().resolve("postmaster.pid");
    long postmaster = Long.parseLong(Files.readAllLines(file).getFirst());
    return ProcessHandle.of(postmaster).stream()
        .flatMap(ProcessHandle::children)
        .map(NodesBench::cpu)
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static Duration cpu(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
