package tw.shouwang.api.testing;

import io.micronaut.context.annotation.Prototype;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import tw.shouwang.api.operators.OperatorServer;

/// An operator's client: requests at the operators' port.
@Prototype
public class OperatorClient {

  private final OperatorServer server;
  private final HttpClient http = HttpClient.newHttpClient();

  OperatorClient(OperatorServer server) {
    this.server = server;
  }

  public HttpResponse<String> ask(String path) {
    URI address = URI.create("http://127.0.0.1:" + server.port() + path);
    try {
      return http.send(
          HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public String get(String path) {
    return ask(path).body();
  }
}
