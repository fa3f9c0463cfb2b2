package tw.shouwang.api.intake.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/// A neighbour system on the loopback address: records its messages, and fails in the ways that a
/// test asks for.
public final class WebhookReceiverStandIn {

  /// How it answers.
  public enum Mood {
    WELL,
    REFUSES,
    DECLINES,
    REDIRECTS,
    HANGS,
    DRIPS
  }

  /// One request as it arrived.
  public record Told(String id, String timestamp, String signature, byte[] body) {
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  private final HttpServer server;
  private final List<Told> told = new CopyOnWriteArrayList<>();
  private volatile Mood mood = Mood.WELL;

  private WebhookReceiverStandIn(HttpServer server) {
    this.server = server;
  }

  public static WebhookReceiverStandIn start() {
    try {
      return start(HttpServer.create(anyPort(), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static WebhookReceiverStandIn start(SSLContext tls) {
    try {
      HttpsServer server = HttpsServer.create(anyPort(), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(tls));
      return start(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static WebhookReceiverStandIn start(HttpServer server) {
    WebhookReceiverStandIn receiver = new WebhookReceiverStandIn(server);
    server.createContext("/", receiver::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return receiver;
  }

  public URI url() {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/hook");
  }

  public List<Told> told() {
    return List.copyOf(told);
  }

  public void forget() {
    told.clear();
  }

  public void behave(Mood how) {
    mood = how;
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    told.add(
        new Told(
            exchange.getRequestHeaders().getFirst("webhook-id"),
            exchange.getRequestHeaders().getFirst("webhook-timestamp"),
            exchange.getRequestHeaders().getFirst("webhook-signature"),
            body));
    switch (mood) {
      case WELL -> exchange.sendResponseHeaders(204, -1);
      case REFUSES -> exchange.sendResponseHeaders(500, -1);
      case DECLINES -> exchange.sendResponseHeaders(422, -1);
      case REDIRECTS -> {
        exchange.getResponseHeaders().add("Location", url().resolve("/elsewhere").toString());
        exchange.sendResponseHeaders(307, -1);
      }
      case HANGS -> park();
      case DRIPS -> {
        exchange.sendResponseHeaders(200, 1_000_000);
        exchange.getResponseBody().write(1);
        exchange.getResponseBody().flush();
        park();
      }
    }
    exchange.close();
  }

  private static void park() {
    try {
      Thread.sleep(java.time.Duration.ofMinutes(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
