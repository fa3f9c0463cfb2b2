package tw.shouwang.graphql.testing;

import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/// A plain HTTP client for one server.
public final class Http {

  private final EmbeddedServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  public Http(EmbeddedServer server) {
    this.server = server;
  }

  public HttpResponse<String> post(String json) {
    return post(json, UnaryOperator.identity());
  }

  public HttpResponse<String> post(String json, UnaryOperator<HttpRequest.Builder> more) {
    return send(
        more.apply(
            to("/graphql")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))));
  }

  /// @param parameters names and values in turn
  public HttpResponse<String> get(String... parameters) {
    return get(UnaryOperator.identity(), parameters);
  }

  public HttpResponse<String> get(UnaryOperator<HttpRequest.Builder> more, String... parameters) {
    StringBuilder path = new StringBuilder("/graphql?");
    for (int i = 0; i < parameters.length; i += 2) {
      path.append(parameters[i])
          .append('=')
          .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8))
          .append('&');
    }
    return send(more.apply(to(path.toString())));
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(server.getURI().resolve(path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
