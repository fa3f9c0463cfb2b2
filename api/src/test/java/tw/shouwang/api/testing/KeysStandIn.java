package tw.shouwang.api.testing;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// The address of an identity provider's keys. It rotates keys, fails or hangs as a test wants, and
/// counts its requests.
public final class KeysStandIn implements AutoCloseable {

  /// How it answers.
  public enum Manner {
    ANSWER,
    FAIL,
    HANG,
    /// Redirects to another address, which answers.
    REDIRECT
  }

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private final HttpServer server;
  private volatile JWKSet keys = new JWKSet();
  private volatile Manner manner = Manner.ANSWER;

  public KeysStandIn(JWK... keys) {
    this(null, keys);
  }

  /// @param tls null for http
  public KeysStandIn(@Nullable SSLContext tls, JWK... keys) {
    publish(keys);
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try {
      if (tls == null) {
        server = HttpServer.create(anyPort, 0);
      } else {
        HttpsServer secured = HttpsServer.create(anyPort, 0);
        secured.setHttpsConfigurator(new HttpsConfigurator(tls));
        server = secured;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/keys", this::answer);
    server.createContext("/elsewhere", this::elsewhere);
    server.setExecutor(threads);
    server.start();
  }

  /// Publishes these keys and no others.
  public void publish(JWK... next) {
    keys = new JWKSet(List.of(next)).toPublicJWKSet();
  }

  public void behave(Manner next) {
    manner = next;
  }

  public URI address() {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/keys");
  }

  /// The number of requests for its keys.
  public int asked() {
    return asked.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    try (exchange) {
      switch (manner) {
        case ANSWER -> send(exchange);
        case FAIL -> exchange.sendResponseHeaders(503, -1);
        case HANG -> closed.await();
        case REDIRECT -> {
          exchange.getResponseHeaders().set("Location", "/elsewhere");
          exchange.sendResponseHeaders(302, -1);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void elsewhere(HttpExchange exchange) throws IOException {
    try (exchange) {
      send(exchange);
    }
  }

  private void send(HttpExchange exchange) throws IOException {
    byte[] body = keys.toString().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdown();
  }
}
