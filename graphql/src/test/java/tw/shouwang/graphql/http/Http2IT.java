package tw.shouwang.graphql.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// With HTTP/2 switched on, as behind a proxy that uses it.
@MicronautTest
@Property(name = "micronaut.server.http-version", value = "2.0")
class Http2IT {

  private final EmbeddedServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();

  Http2IT(EmbeddedServer server) {
    this.server = server;
  }

  @Test
  void answersManyRequestsOnOneConnection() {
    assertThat(ask().join().version()).isEqualTo(HttpClient.Version.HTTP_2);
    List<CompletableFuture<HttpResponse<String>>> asked =
        IntStream.range(0, 50).mapToObj(i -> ask()).toList();
    assertThat(asked)
        .extracting(CompletableFuture::join)
        .allSatisfy(answer -> {
          assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
          assertThat(answer.body()).isEqualTo("{\"data\":{\"hello\":\"Hello world\"}}");
          assertThat(answer.headers().firstValue("x-content-type-options")).contains("nosniff");
        });
  }

  @Test
  void stillSpeaksHttp1() throws Exception {
    HttpResponse<String> answer =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .build()
            .send(request(), BodyHandlers.ofString());
    assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  private CompletableFuture<HttpResponse<String>> ask() {
    return client.sendAsync(request(), BodyHandlers.ofString());
  }

  private HttpRequest request() {
    return HttpRequest.newBuilder(server.getURI().resolve("/graphql"))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString("{\"query\": \"{ hello }\"}"))
        .build();
  }
}
