package tw.shouwang.api.load;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.function.Supplier;

/// Sends one kind of request at a steady rate, whatever becomes of the ones before, and keeps how
/// long each answer took and what it was.
final class Probe {

  private final NodeClient node;
  private final Duration every;
  private final Supplier<HttpRequest> request;
  private final Function<String, String> kind;
  private final List<Long> millis = new ArrayList<>();
  private final Map<String, Integer> kinds = new ConcurrentHashMap<>();

  /// @param kind what an answer, its status and body, counts as
  Probe(
      NodeClient node,
      Duration every,
      Supplier<HttpRequest> request,
      Function<String, String> kind) {
    this.node = node;
    this.every = every;
    this.request = request;
    this.kind = kind;
  }

  /// The emergency numbers, five times a second.
  static Probe emergency(NodeClient node) {
    return new Probe(
        node,
        Duration.ofMillis(200),
        () -> node.ask("198.51.100.1", "{ emergencyNumbers { key } }"),
        answer -> answer.contains("tw.emergency.110") ? "answered" : "lost");
  }

  /// A search of the directory, five times a second; no two are the same.
  static Probe search(NodeClient node) {
    return new Probe(
        node,
        Duration.ofMillis(200),
        () ->
            node.ask(
                "198.51.100.2",
                "{ resources(filter: {text: \\\"家暴 "
                    + System.nanoTime() % 1_000
                    + "\\\"}, first: 5)"
                    + " { nodes { key } } }"),
        answer -> answer.contains("\"nodes\"") ? "answered" : "lost");
  }

  /// A report of immediate danger, once a second.
  static Probe danger(NodeClient node) {
    return new Probe(
        node,
        Duration.ofSeconds(1),
        () -> node.submit("198.51.100.3", "IMMEDIATE_DANGER"),
        answer ->
            answer.contains("CaseReceived")
                ? "accepted"
                : answer.contains("tw.emergency.110") ? "refused with the numbers" : "lost");
  }

  /// Goes on until the time is over, and waits for the last answers.
  void run(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    try (ExecutorService threads =
        java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
      while (System.nanoTime() < end) {
        threads.submit(this::once);
        Thread.sleep(every);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void once() {
    HttpRequest sent = request.get();
    long began = System.nanoTime();
    String answer = node.send(sent);
    long took = Duration.ofNanos(System.nanoTime() - began).toMillis();
    synchronized (millis) {
      millis.add(took);
    }
    kinds.merge(kind.apply(answer), 1, Integer::sum);
  }

  long p99() {
    synchronized (millis) {
      List<Long> sorted = millis.stream().sorted().toList();
      return sorted.isEmpty() ? 0 : sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1);
    }
  }

  int count(String which) {
    return kinds.getOrDefault(which, 0);
  }

  Map<String, Integer> kinds() {
    return Map.copyOf(kinds);
  }
}
