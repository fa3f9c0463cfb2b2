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
import org.junit.jupiter.api.Test;

@MicronautTest
@Property(name = "shouwang.graphql.limits.time", value = "300ms")
@Property(name = "shouwang.graphql.limits.cost", value = "100")
class DeadlineIT {

  private final EmbeddedServer server;

  DeadlineIT(EmbeddedServer server) {
    this.server = server;
  }

  @Test
  void answersAtTheDeadlineWhateverAFetcherDoes() throws Exception {
    HttpResponse<String> answer = ask("{\"query\": \"{ slow }\"}");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("\"code\":\"TIMEOUT\"", "119");
  }

  @Test
  void reckonsTheCostWithTheVariables() throws Exception {
    String document =
        "{\"query\": \"query($n: Int) { forest(first: $n) { trees { name heavy } } }\", \"variables\": {\"n\": ";

    assertThat(ask(document + "1}}").body()).contains("\"data\"");
    assertThat(ask(document + "2}}").body()).contains("LIMIT_EXCEEDED", "\"limit\":\"cost\"");
  }

  private HttpResponse<String> ask(String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.getURI().resolve("/graphql"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
