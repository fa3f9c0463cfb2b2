package tw.shouwang.api.load;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tw.shouwang.api.cases.Forms;
import tw.shouwang.api.testing.IdentityProvider;
import tw.shouwang.api.testing.UnreliableProxy.Manner;

/// How long people wait while the database hangs, refuses or is slow and every route is asked.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WallsBench {

  private static final Duration EACH = Duration.ofSeconds(Integer.getInteger("seconds.each", 15));
  private static final Duration OFTEN = Duration.ofMillis(200);
  private static final int READERS = 64;

  private final IdentityProvider provider = IdentityProvider.start();

  @AfterAll
  void stop() {
    provider.close();
  }

  private record Route(String name, Supplier<HttpRequest> request) {}

  /// The probes of one row; the long ones of several routes are one row.
  private record Probes(Probe emergency, Probe search, Probe danger) {

    static Probes of(LoadedNode node) {
      return new Probes(Probe.emergency(node), Probe.search(node), Probe.danger(node));
    }

    void beside(List<Runnable> load) throws Exception {
      List<Runnable> all = new ArrayList<>(load);
      all.add(() -> emergency.run(EACH));
      all.add(() -> search.run(EACH));
      all.add(() -> danger.run(EACH));
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<?>> running = new ArrayList<>();
        all.forEach(each -> running.add(threads.submit(each)));
        for (Future<?> each : running) {
          each.get();
        }
      }
    }

    void print(String database, String asked, long base) {
      System.out.printf(
          "| %s | %s | %d ms (%.1f) | %d ms | %d ms | %s | %d |%n",
          database,
          asked,
          emergency.p99(),
          (double) emergency.p99() / Math.max(1, base),
          search.p99(),
          danger.p99(),
          danger.kinds(),
          emergency.count("lost") + search.count("lost") + danger.count("lost"));
    }
  }

  @Test
  void measure() throws Exception {
    try (LoadedNode node = LoadedNode.start(provider.settings())) {
      List<Route> routes = routes(node, provider.token("w1", "tpe", "SUPERVISOR"));
      // Warms up, and makes the directory's files.
      Probes.of(node).beside(List.of());
      routes.forEach(each -> node.send(each.request().get()));
      System.out.println(
          "| database | asked besides | emergency numbers p99 (of the first row) | search p99 |"
              + " danger p99 | danger | lost |");
      System.out.println("| --- | --- | ---: | ---: | ---: | --- | ---: |");
      Probes nothing = Probes.of(node);
      nothing.beside(List.of());
      long base = nothing.emergency().p99();
      nothing.print("well", "nothing", base);
      for (Manner manner : List.of(Manner.SWALLOW, Manner.REFUSE, Manner.SLOW)) {
        String database =
            switch (manner) {
              case SWALLOW -> "hangs";
              case REFUSE -> "refuses";
              default -> "50 ms a statement";
            };
        node.proxy.behave(manner);
        Probes alone = Probes.of(node);
        for (Route route : routes) {
          alone.beside(List.of(often(node, route)));
        }
        alone.print(database, routes.size() + " routes, one after the other", base);
        Probes together = Probes.of(node);
        together.beside(routes.stream().map(each -> often(node, each)).toList());
        together.print(database, "all of them together", base);
        if (manner == Manner.SLOW) {
          Probes flooded = Probes.of(node);
          flooded.beside(flood(node));
          flooded.print(database, READERS + " readers, and reports past their limit", base);
        }
        node.proxy.behave(Manner.PASS);
        untilItIsBack(node);
      }
      System.out.println("out of memory: " + node.hasRunOutOfMemory());
    }
  }

  private static Runnable often(LoadedNode node, Route route) {
    return () -> new Probe(node, OFTEN, route.request(), answer -> "any").run(EACH);
  }

  private static List<Runnable> flood(LoadedNode node) {
    List<Runnable> flood = new ArrayList<>();
    IntStream.range(0, READERS)
        .forEach(i ->
            flood.add(() -> {
              long end = System.nanoTime() + EACH.toNanos();
              while (System.nanoTime() < end) {
                node.send(view(node, "203.0.113." + i));
              }
            }));
    IntStream.range(0, 16)
        .forEach(i ->
            flood.add(() -> {
              long end = System.nanoTime() + EACH.toNanos();
              while (System.nanoTime() < end) {
                node.send(node.submit("203.0.113.200", "ROUTINE"));
              }
            }));
    return flood;
  }

  private static void untilItIsBack(LoadedNode node) throws InterruptedException {
    while (!node.send(node.submit("198.51.100.4", "IMMEDIATE_DANGER")).contains("CaseReceived")) {
      Thread.sleep(200);
    }
  }

  private static HttpRequest view(LoadedNode node, String address) {
    return node.ask(
        address, "{ caseView(receipt: \\\"" + Forms.receipt().text() + "\\\") { status } }");
  }

  private static List<Route> routes(LoadedNode node, String token) {
    List<Route> routes = new ArrayList<>();
    for (String path :
        List.of(
            "/figures",
            "/figures.json",
            "/directory/bundle",
            "/directory/tw.hotline.113",
            "/hsds",
            "/hsds/services",
            "/hsds/organizations",
            "/hsds/service_at_locations",
            "/health/liveness",
            "/health/readiness")) {
      routes.add(new Route(path, () -> node.get(path)));
    }
    String nobody = "198.51.100.9";
    String receipt = "\"receipt\":\"" + Forms.receipt().text() + "\"";
    routes.add(new Route("caseView", () -> view(node, nobody)));
    routes.add(new Route("a report", () -> node.submit(nobody, "ROUTINE")));
    routes.add(new Route("a message", () -> node.message(nobody, Forms.receipt(), "m", "字")));
    routes.add(
        new Route("erasing", () -> node.mutate(nobody, "eraseCase", "ReceiptInput", receipt)));
    routes.add(
        new Route(
            "a wrong entry",
            () ->
                node.mutate(
                    nobody,
                    "reportResourceProblem",
                    "ReportResourceProblemInput",
                    "\"resource\":\"tw.hotline.113\",\"words\":\"打不通\"")));
    for (String query :
        List.of(
            "{ inbox { nodes { id } } }",
            "{ routing { version } }",
            "{ missedClocks { dueAt } }")) {
      byte[] body =
          ("{\"query\":\"" + query + "\"}").getBytes(java.nio.charset.StandardCharsets.UTF_8);
      routes.add(
          new Route(
              "staff " + query,
              () -> node.post("/staff/graphql", nobody, body, "Authorization", "Bearer " + token)));
    }
    routes.add(new Route("/staff/exports", () -> node.get("/staff/exports/1")));
    return routes;
  }
}
