package tw.shouwang.graphql.sse;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import tw.shouwang.graphql.streams.OpenStreams;

/// Who gets a stream, and why others do not.
@MicronautTest
@Property(name = "shouwang.graphql.streams.caller-connections", value = "3")
@Property(name = "shouwang.graphql.streams.connections", value = "5")
class StreamDoorIT {

  private static final String FOREVER = "{\"query\": \"subscription { forever }\"}";
  private final EmbeddedServer server;
  private final OpenStreams open;
  private final HttpClient client = HttpClient.newHttpClient();

  StreamDoorIT(EmbeddedServer server, OpenStreams open) {
    this.server = server;
    this.open = open;
  }

  private HttpResponse<InputStream> post(String body, UnaryOperator<HttpRequest.Builder> more)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.getURI().resolve("/graphql/stream"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    return client.send(more.apply(request).build(), BodyHandlers.ofInputStream());
  }

  private static String text(HttpResponse<InputStream> answer) throws Exception {
    try (InputStream body = answer.body()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// B14: only a client that accepts event streams gets one; others are told why not.
  @Test
  void servesWhoeverAcceptsEventsAndTellsOthersWhyNot() throws Exception {
    String hello = "{\"query\": \"{ hello }\"}";
    for (String accept :
        new String[] {"*/*", "text/*", "text/event-stream", "TEXT/EVENT-STREAM;q=0.1, a/b"}) {
      HttpResponse<InputStream> answer = post(hello, to -> to.header("Accept", accept));
      assertThat(answer.statusCode()).as(accept).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type"))
          .hasValue("text/event-stream; charset=utf-8");
      assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store, no-transform");
      assertThat(text(answer)).contains("Hello world", "event: complete");
    }
    assertThat(post(hello, UnaryOperator.identity()).statusCode()).isEqualTo(200);
    for (String accept :
        new String[] {"application/json", "text/html", "text/event-stream;q=0, */*"}) {
      HttpResponse<InputStream> answer = post(hello, to -> to.header("Accept", accept));
      assertThat(answer.statusCode()).as(accept).isEqualTo(406);
      assertThat(text(answer)).contains("NOT_ACCEPTABLE");
    }
  }

  /// S5: a request that another site's page can send without CORS is refused.
  @Test
  void takesNothingThatAPageOfAnotherSiteCouldSendUnasked() throws Exception {
    for (String type :
        new String[] {
          "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""
        }) {
      HttpResponse<InputStream> answer = post(FOREVER, to -> to.setHeader("Content-Type", type));
      assertThat(answer.statusCode()).as(type).isEqualTo(415);
      assertThat(text(answer)).contains("UNSUPPORTED_MEDIA_TYPE", "119");
    }
    HttpRequest without =
        HttpRequest.newBuilder(server.getURI().resolve("/graphql/stream"))
            .POST(BodyPublishers.ofString(FOREVER))
            .build();
    assertThat(client.send(without, BodyHandlers.discarding()).statusCode()).isEqualTo(415);
  }

  /// S1, and unreadable bodies: the refusal has our form.
  @Test
  void refusesInOurForm() throws Exception {
    assertThat(text(post("{", UnaryOperator.identity()))).contains("BAD_REQUEST", "119");
    assertThat(text(post(" ".repeat(70_000), UnaryOperator.identity())))
        .contains("PAYLOAD_TOO_LARGE");
  }

  /// A8, W8: each caller has a share; places are counted exactly, also when a client disconnects
  /// before the first event.
  @Test
  void countsPlacesExactly() throws Exception {
    eventuallyOpen(0);
    List<HttpResponse<InputStream>> held = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      HttpResponse<InputStream> answer = post(FOREVER, UnaryOperator.identity());
      assertThat(answer.statusCode()).isEqualTo(200);
      held.add(answer);
    }
    eventuallyOpen(3);
    HttpResponse<InputStream> refused = post(FOREVER, UnaryOperator.identity());
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(text(refused)).contains("RATE_LIMITED");
    for (HttpResponse<InputStream> answer : held) {
      answer.body().close();
    }
    eventuallyOpen(0);

    for (int i = 0; i < 100; i++) {
      try (Socket gone = new Socket(server.getHost(), server.getPort())) {
        gone.setSoLinger(true, 0);
        gone.getOutputStream()
            .write(
                ("POST /graphql/stream HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                        + "Content-Length: "
                        + FOREVER.length()
                        + "\r\n\r\n"
                        + FOREVER)
                    .getBytes(StandardCharsets.US_ASCII));
      }
    }
    eventuallyOpen(0);
  }

  /// W8: a full node says so, and when to try again.
  @Test
  void saysWhenItIsFull() throws Exception {
    eventuallyOpen(0);
    List<OpenStreams.Place> places = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      places.add(
          open.enter(new tw.shouwang.graphql.ratelimits.CallerKey("c" + i), () -> {})
              .orElseThrow());
    }
    HttpResponse<InputStream> full = post(FOREVER, UnaryOperator.identity());
    assertThat(full.statusCode()).isEqualTo(503);
    assertThat(full.headers().firstValue("Retry-After")).hasValue("10");
    assertThat(text(full)).contains("TEMPORARILY_UNAVAILABLE", "119");
    places.forEach(OpenStreams.Place::leave);
    places.forEach(OpenStreams.Place::leave);
    eventuallyOpen(0);
  }

  private void eventuallyOpen(int count) throws InterruptedException {
    for (int i = 0; i < 100 && open.size() != count; i++) {
      Thread.sleep(50);
    }
    assertThat(open.size()).isEqualTo(count);
  }
}
