package tw.shouwang.api.operators;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micronaut.context.annotation.Value;
import io.micronaut.json.JsonMapper;
import io.micronaut.management.endpoint.health.HealthLevelOfDetail;
import io.micronaut.management.health.aggregator.HealthAggregator;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import tw.shouwang.api.process.StartRefused;

/// The operators' port: health with details, metrics, threads and memory. It is a server of its
/// own, so that it answers when the main server does not, and so that none of its routes can appear
/// on the public port.
///
/// | address | |
/// | --- | --- |
/// | `/health` | every part's state, JSON |
/// | `/metrics`, `/prometheus` | [PublishedMetrics] |
/// | `/threads` | a stack trace of each platform thread |
/// | `/memory` | the memory pools, heap and non-heap |
@Singleton
public class OperatorServer {

  private static final Logger LOG = LoggerFactory.getLogger(OperatorServer.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

  /// The framework's health indicator for the number of open connections, which must not be
  /// published. Its class is not public, so it is matched by name.
  private static final String COUNTS_REQUESTS = "GracefulShutdownHealthIndicator";

  private final OperatorSettings settings;
  private final int publicPort;
  private final PublishedMetrics metrics;
  private final HealthAggregator<HealthResult> health;
  private final HealthIndicator[] parts;
  private final JsonMapper json;
  private @Nullable HttpServer server;

  OperatorServer(
      OperatorSettings settings,
      @Value("${micronaut.server.port:8080}") int publicPort,
      PublishedMetrics metrics,
      HealthAggregator<HealthResult> health,
      HealthIndicator[] parts,
      JsonMapper json) {
    this.settings = settings;
    this.publicPort = publicPort;
    this.metrics = metrics;
    this.health = health;
    this.parts =
        Stream.of(parts)
            .filter(part -> !part.getClass().getSimpleName().startsWith(COUNTS_REQUESTS))
            .toArray(HealthIndicator[]::new);
    this.json = json;
  }

  /// Writes the response of an address.
  private interface Answer {
    String body() throws IOException;
  }

  @EventListener
  synchronized void start(ServerStartupEvent event) {
    InetSocketAddress address = address();
    try {
      HttpServer started = HttpServer.create(address, 0);
      started.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      serve(started, "/health", "application/json", this::health);
      serve(started, "/metrics", METRICS, metrics::text);
      serve(started, "/prometheus", METRICS, metrics::text);
      serve(started, "/threads", TEXT, OperatorServer::threads);
      serve(started, "/memory", TEXT, OperatorServer::memory);
      started.start();
      server = started;
      LOG.info("Operators ask at http://{}:{}", settings.host(), started.getAddress().getPort());
    } catch (IOException e) {
      throw new StartRefused(
          "The operators' port "
              + address.getPort()
              + " cannot be opened. Set shouwang.operators.port to a free one.",
          e);
    }
  }

  private InetSocketAddress address() {
    try {
      return new InetSocketAddress(
          InetAddress.getByName(settings.host()), settings.portBeside(publicPort));
    } catch (IOException | IllegalArgumentException e) {
      throw new StartRefused("shouwang.operators.host and port are no address to listen at.", e);
    }
  }

  // Not a listener for the main server's shutdown: that would be called after this bean is
  // destroyed, and would create a new one with a new database.
  @PreDestroy
  synchronized void stop() {
    if (server != null) {
      server.stop(0);
      server = null;
    }
  }

  /// The port that the server listens on.
  ///
  /// @throws IllegalStateException if it does not listen
  public synchronized int port() {
    if (server == null) {
      throw new IllegalStateException("not started");
    }
    return server.getAddress().getPort();
  }

  private static void serve(HttpServer server, String path, String type, Answer answer) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(path)) {
              exchange.sendResponseHeaders(404, -1);
            } else if (!exchange.getRequestMethod().equals("GET")) {
              exchange.getResponseHeaders().set("Allow", "GET");
              exchange.sendResponseHeaders(405, -1);
            } else {
              send(exchange, type, answer.body());
            }
          }
        });
  }

  private static void send(HttpExchange exchange, String type, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  private String health() throws IOException {
    HealthResult result =
        Objects.requireNonNull(
            Mono.from(health.aggregate(parts, HealthLevelOfDetail.STATUS_DESCRIPTION_DETAILS))
                .block(PATIENCE));
    return json.writeValueAsString(result);
  }

  private static String threads() {
    ThreadInfo[] all =
        ManagementFactory.getThreadMXBean()
            .dumpAllThreads(/* lockedMonitors= */ false, /* lockedSynchronizers= */ false);
    return Stream.of(all)
        .map(thread ->
            thread.getThreadName()
                + " "
                + thread.getThreadState()
                + Stream.of(thread.getStackTrace())
                    .map(frame -> "\n    " + frame)
                    .collect(Collectors.joining()))
        .collect(Collectors.joining("\n\n", "", "\n"));
  }

  private static String memory() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .map(pool -> pool.getName() + ": " + pool.getUsage())
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
