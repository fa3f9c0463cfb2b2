package tw.shouwang.notifications.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FcmStandInTest {

  private static final String TOKEN = FcmStandIn.token(1);

  private final FcmStandIn fcm = FcmStandIn.start(0);
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    client.close();
    fcm.close();
  }

  @Test
  void takesAGoodMessageAndShowsItWithoutItsToken() throws Exception {
    assertThat(send("{\"message\":{\"token\":\"%s\",\"data\":{\"a\":\"b\"}}}".formatted(TOKEN)))
        .isEqualTo(200);

    var shown = HttpRequest.newBuilder(fcm.uri().resolve("/pushes")).build();
    assertThat(client.send(shown, HttpResponse.BodyHandlers.ofString()).body())
        .contains("\"a\":\"b\"")
        .doesNotContain(TOKEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no json",
        "[]",
        "{}",
        "{\"message\":{\"token\":\"%s\"},\"surprise\":1}",
        "{\"message\":{\"token\":\"%s\",\"surprise\":1}}",
        "{\"message\":{\"token\":\"%s\",\"android\":{\"surprise\":1}}}",
        "{\"message\":{\"token\":\"%s\",\"data\":{\"a\":1}}}",
        "{\"message\":{\"token\":\"short\"}}",
        "{\"message\":{\"data\":{\"a\":\"b\"}}}",
        "{\"message\":{\"token\":7}}",
        "{\"message\":7}",
      })
  void refusesWhatFcmWouldRefuse(String body) throws Exception {
    assertThat(send(body.replace("%s", TOKEN))).isEqualTo(400);
    assertThat(fcm.accepted()).isEmpty();
  }

  @Test
  void refusesMoreThanFourKilobytes() throws Exception {
    String message = "{\"message\":{\"token\":\"%s\",\"data\":{\"a\":\"%s\"}}}";

    assertThat(send(message.formatted(TOKEN, "x".repeat(4000)))).isEqualTo(200);
    assertThat(send(message.formatted(TOKEN, "x".repeat(4096)))).isEqualTo(400);
  }

  @Test
  void answersAtRandomTheSameForTheSameSeed() throws Exception {
    Set<Integer> seen = new HashSet<>();
    StringBuilder first = new StringBuilder();
    StringBuilder second = new StringBuilder();
    fcm.answerAtRandom(new Random(42));
    for (int i = 0; i < 60; i++) {
      int status = trySend();
      seen.add(status);
      first.append(status).append(' ');
    }
    fcm.answerAtRandom(new Random(42));
    for (int i = 0; i < 60; i++) {
      second.append(trySend()).append(' ');
    }

    assertThat(second).hasToString(first.toString());
    assertThat(seen).contains(200, 400, 401, 403, 404, 429, 500, 502, 503);
  }

  private int trySend() throws InterruptedException {
    try {
      return send("{\"message\":{\"token\":\"%s\"}}".formatted(TOKEN));
    } catch (IOException cut) {
      return 0;
    }
  }

  private int send(String body) throws IOException, InterruptedException {
    URI address = fcm.uri().resolve("/v1/projects/test/messages:send");
    var request =
        HttpRequest.newBuilder(address)
            .header("Authorization", "Bearer test")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
  }
}
