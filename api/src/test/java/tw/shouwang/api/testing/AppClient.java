package tw.shouwang.api.testing;

import io.micronaut.context.annotation.Prototype;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/// A client app: sends one of its documents with variables, over HTTP.
@Prototype
public class AppClient implements AutoCloseable {

  private final HttpClient http;
  private final JsonMapper json;
  private final Map<String, String> headers;

  @Inject
  AppClient(@Client("/") HttpClient http, JsonMapper json) {
    this(http, json, Map.of());
  }

  private AppClient(HttpClient http, JsonMapper json, Map<String, String> headers) {
    this.http = http;
    this.json = json;
    this.headers = headers;
  }

  /// The same app with further headers.
  public AppClient with(Map<String, String> more) {
    return new AppClient(http, json, more);
  }

  /// An app that talks to a server on a port of this machine.
  public static AppClient at(int port, JsonMapper json) {
    try {
      return new AppClient(HttpClient.create(URI.create("http://127.0.0.1:" + port).toURL()), json);
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  public void close() {
    http.close();
  }

  /// The response body for a document of `documents/`.
  public String send(String document, Map<String, ?> variables, String language) {
    return sendText(read(document), variables, language);
  }

  /// The same for a document of the test's own; also the body of a refusal.
  public Answer askText(String text, Map<String, ?> variables, String language) {
    return answer(bodyOf(text, variables, language));
  }

  /// The response's body as it came, also of a refusal.
  public String bodyOf(String text, Map<String, ?> variables, String language) {
    try {
      return sendText(text, variables, language);
    } catch (HttpClientResponseException e) {
      return e.getResponse().getBody(String.class).orElseThrow();
    }
  }

  private String sendText(String text, Map<String, ?> variables, String language) {
    Map<String, Object> body = new HashMap<>();
    body.put("query", text);
    body.put("variables", variables);
    MutableHttpRequest<?> request =
        HttpRequest.POST("/graphql", body)
            .header("Accept", "application/json")
            .header("Accept-Language", language);
    headers.forEach(request::header);
    return http.toBlocking().retrieve(request);
  }

  public Answer ask(String document, Map<String, ?> variables) {
    return ask(document, variables, "zh-TW");
  }

  public Answer ask(String document, Map<String, ?> variables, String language) {
    return answer(send(document, variables, language));
  }

  /// What is sent for a document of `documents/`, for a client of the test's own.
  public String body(String document, Map<String, ?> variables) {
    try {
      return json.writeValueAsString(Map.of("query", read(document), "variables", variables));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Answer answer(String body) {
    try {
      return new Answer(Objects.requireNonNull(json.readValue(body, JsonNode.class)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Answer input(String document, Map<String, ?> input) {
    return ask(document, Map.of("input", input));
  }

  /// A response, with access to its values.
  public record Answer(JsonNode json) {

    /// Follows names and positions; a missing value fails the test.
    public Answer at(Object... path) {
      JsonNode node = json;
      for (Object step : path) {
        JsonNode next = step instanceof Integer index ? node.get(index) : node.get((String) step);
        if (next == null) {
          throw new AssertionError("no " + step + " in " + node);
        }
        node = next;
      }
      return new Answer(node);
    }

    /// The only root field of the document.
    public Answer root() {
      Answer data = at("data");
      if (!data.json.isObject()) {
        throw new AssertionError("no data in " + json);
      }
      return new Answer(data.json.entries().iterator().next().getValue());
    }

    public String text(Object... path) {
      return at(path).json.coerceStringValue();
    }

    /// The values of one field over all items of a list.
    public List<String> each(String field) {
      return IntStream.range(0, size()).mapToObj(index -> text(index, field)).toList();
    }

    public int size() {
      return json.size();
    }

    public boolean isNull() {
      return json.isNull();
    }
  }

  private static String read(String document) {
    String path = "/documents/" + document + ".graphql";
    try (InputStream stream = AppClient.class.getResourceAsStream(path)) {
      if (stream == null) {
        throw new IllegalArgumentException("no document " + document);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
