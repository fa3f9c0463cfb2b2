package tw.shouwang.graphql.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import tw.shouwang.graphql.testing.Http;

/// The toy's clock stands still, so nothing is refilled.
@MicronautTest
@Property(name = "shouwang.graphql.rate-limits.enabled", value = "true")
class RateLimitIT {

  private static final String WORDS =
      "{\"query\": \"mutation($i: KeepInput!) { keep(input: $i) { __typename } }\", \"variables\": {\"i\": {\"words\": \"a\", \"secret\": \"%s\"}}}";
  private final Http http;

  RateLimitIT(EmbeddedServer server) {
    this.http = new Http(server);
  }

  @Test
  void refusesWhoComesTooOftenButLetsAKnownSecretThrough() {
    HttpResponse<String> answer = http.post(WORDS.formatted("unknown"));
    for (int i = 0; i < 200 && answer.statusCode() == 200; i++) {
      answer = http.post(WORDS.formatted("unknown"));
    }

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(answer.body()).contains("RATE_LIMITED", "\"retryAfterSeconds\":1", "119");
    assertThat(http.post(WORDS.formatted("1234567")).statusCode()).isEqualTo(200);
  }

  @Test
  void countsEachRootField() {
    String many =
        "{\"query\": \"{ a: now b: now c: now d: now e: now f: now g: now h: now i: now j: now }\"}";
    int answered = 0;
    while (http.post(many).statusCode() == 200) {
      answered++;
    }
    assertThat(answered).isBetween(195, 200);
    assertThat(http.post("{\"query\": \"{ hello }\"}").statusCode()).isEqualTo(200);
  }
}
