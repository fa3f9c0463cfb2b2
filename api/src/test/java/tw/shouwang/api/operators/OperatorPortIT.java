package tw.shouwang.api.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.cases.Forms;
import tw.shouwang.api.cases.desk.UnattendedDesk;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.cases.sender.CaseViews;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.api.testing.AppClient;
import tw.shouwang.api.testing.OperatorClient;
import tw.shouwang.notifications.testing.FcmStandIn;

/// A5: what operators can read, and that it does not reveal when a sender did something.
@MicronautTest(transactional = false)
@Property(name = "test.clock", value = "operators")
class OperatorPortIT implements EmbeddedTest {

  private static final AtomicReference<Instant> NOW =
      new AtomicReference<>(Instant.parse("2026-11-22T10:34:00Z"));

  @Factory
  @Requires(property = "test.clock", value = "operators")
  static class Clock {

    @Singleton
    @Replaces(InstantSource.class)
    InstantSource clock() {
      return NOW::get;
    }
  }

  /// Every process of this machine writes to its disk, so that it is no sign of what a sender did.
  private static final String FREE_SPACE = "\"freeGiB\":\\d+";

  @Inject EmbeddedServer server;
  @Inject OperatorServer operators;
  @Inject OperatorClient client;
  @Inject PublishedMetrics metrics;
  @Inject AppClient app;
  @Inject CaseViews views;
  @Inject UnattendedDesk desk;

  @Test
  void thePublicPortSaysOneWord() throws Exception {
    for (String path : new String[] {"/health", "/health/liveness", "/health/readiness"}) {
      assertThat(get(path).body()).as(path).isEqualTo("{\"status\":\"UP\"}");
    }
    for (String path :
        new String[] {"/prometheus", "/metrics", "/threads", "/memory", "/beans", "/env"}) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(404);
    }
  }

  private HttpResponse<String> get(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(server.getURI() + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void operatorsHearTheRestOnLoopback() throws Exception {
    assertThat(client.get("/health")).contains("\"database\"", "\"directory\"", "calendarUntil");
    assertThat(client.get("/prometheus")).contains("jvm_memory_used_bytes");
    assertThat(client.get("/threads")).contains("EventLoop");
    assertThat(client.get("/memory")).contains("used = ");
    assertThat(client.ask("/health/x").statusCode()).isEqualTo(404);
    assertThat(client.ask("/graphql").statusCode()).isEqualTo(404);
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", operators.port()));
      assertThat(socket.getInetAddress().isLoopbackAddress()).isTrue();
    }
  }

  /// Through a case's whole life, and while a sender's app is open and idle.
  @Test
  void nobodyCanTellFromTheCountsWhenSomethingHappened() throws Exception {
    client.get("/health");
    Set<String> seen = ConcurrentHashMap.newKeySet();
    Set<String> health = ConcurrentHashMap.newKeySet();
    AtomicBoolean watching = new AtomicBoolean(true);
    Thread watcher =
        Thread.ofPlatform()
            .start(() -> {
              while (watching.get()) {
                seen.add(counted());
                health.add(
                    client.get("/health").replaceAll(FREE_SPACE, "").replaceAll("[^0-9]+", " "));
                LockSupport.parkNanos(100_000_000);
              }
            });
    Receipt receipt = Forms.receipt();
    app.input("SubmitConcern", Forms.concern(receipt, "ROUTINE"));
    try (Socket stream = watching(receipt)) {
      app.ask("CaseView", Map.of("receipt", receipt.text()));
      app.input("EnablePush", Map.of("receipt", receipt.text(), "token", FcmStandIn.token(77)));
      app.input("AddMessage", Forms.message(receipt, "m1", "她還在哭"));
      UUID id = views.find(receipt).orElseThrow().row().id();
      assertThat(desk.acknowledge(id)).isTrue();
      assertThat(desk.reply(id, "今天會有人去看她。")).isTrue();
      Thread.sleep(1_000);
      app.input("EraseCase", Map.of("receipt", receipt.text()));
      app.ask("CaseView", Map.of("receipt", receipt.text()));
      Thread.sleep(500);
      assertThat(stream.isConnected()).isTrue();
    }
    Thread.sleep(500);
    watching.set(false);
    assertThat(watcher.join(Duration.ofSeconds(10))).isTrue();
    assertThat(seen).hasSize(1);
    assertThat(health).as("health with its details").hasSize(1);

    NOW.updateAndGet(now -> now.plus(Duration.ofMinutes(10)));
    metrics.look();
    assertThat(counted()).isNotEqualTo(seen.iterator().next()).contains("http_server_requests");
  }

  /// A socket that has subscribed to a case's news and receives them.
  private Socket watching(Receipt receipt) throws IOException {
    byte[] body =
        ("{\"query\":\"subscription ($r: Receipt!) { caseNews(receipt: $r) { status } }\","
                + "\"variables\":{\"r\":\""
                + receipt.text()
                + "\"}}")
            .getBytes(StandardCharsets.US_ASCII);
    Socket socket = new Socket(server.getHost(), server.getPort());
    socket
        .getOutputStream()
        .write(
            ("POST /graphql/stream HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                    + "Content-Length: "
                    + body.length
                    + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(body);
    byte[] first = socket.getInputStream().readNBytes(12);
    assertThat(new String(first, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200");
    return socket;
  }

  /// The lines of metrics that a sender could influence.
  private String counted() {
    return client
        .get("/prometheus")
        .lines()
        .filter(line -> !line.startsWith("#"))
        .filter(line -> !line.matches("(jvm_(memory|buffer|gc)|process|system|disk)_.*"))
        .collect(Collectors.joining("\n"));
  }
}
