package tw.shouwang.api.testing;

import io.micronaut.context.annotation.Prototype;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.testing.AppClient.Answer;

/// A worker's client: sends GraphQL to the staff schema with a bearer token.
@Prototype
public class StaffClient {

  private final HttpClient http;
  private final JsonMapper json;

  StaffClient(@Client("/") HttpClient http, JsonMapper json) {
    this.http = http;
    this.json = json;
  }

  /// The same client for a node that listens on a port of this machine.
  public static StaffClient at(int port, JsonMapper json) {
    try {
      return new StaffClient(
          HttpClient.create(URI.create("http://127.0.0.1:" + port).toURL()), json);
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /// The response, whatever its status; without a token if none is given.
  public HttpResponse<String> post(
      @Nullable String token, String query, Map<String, ?> variables, String language) {
    MutableHttpRequest<?> request =
        HttpRequest.POST("/staff/graphql", Map.of("query", query, "variables", variables))
            .header("Accept", "application/json")
            .header("Accept-Language", language);
    if (token != null) {
      request.bearerAuth(token);
    }
    try {
      return http.toBlocking().exchange(request, String.class);
    } catch (HttpClientResponseException e) {
      @SuppressWarnings("unchecked")
      HttpResponse<String> refused = (HttpResponse<String>) e.getResponse();
      return refused;
    }
  }

  public Answer ask(String token, String query, Map<String, ?> variables) {
    return parse(post(token, query, variables, "en").getBody(String.class).orElse(""));
  }

  public Answer ask(String token, String query) {
    return ask(token, query, Map.of());
  }

  private Answer parse(String body) {
    try {
      return new Answer(Objects.requireNonNull(json.readValue(body, JsonNode.class)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
