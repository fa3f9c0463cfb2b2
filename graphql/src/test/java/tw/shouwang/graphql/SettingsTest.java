package tw.shouwang.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tw.shouwang.graphql.documents.DocumentSettings;
import tw.shouwang.graphql.http.CorsSettings;
import tw.shouwang.graphql.http.GraphQlSettings;
import tw.shouwang.graphql.limits.LimitSettings;
import tw.shouwang.graphql.ratelimits.RateLimitSettings;
import tw.shouwang.graphql.streams.StreamSettings;

class SettingsTest {

  @ParameterizedTest
  @CsvSource({
    "max-body-bytes, 1023",
    "max-header-bytes, 1023",
    "request-deadline, 0s",
    "response-deadline, -1s",
    "limits.characters, 0",
    "limits.tokens, 0",
    "limits.depth, 0",
    "limits.fields, 0",
    "limits.aliases, 0",
    "limits.root-fields, 0",
    "limits.directives, 0",
    "limits.list-items, 0",
    "limits.cost, 0",
    "limits.time, 0s",
    "streams.heartbeat, 0s",
    "streams.init-timeout, 0s",
    "streams.connections, 0",
    "streams.caller-connections, 0",
    "answers.cache-bytes, -1",
    "cors.origins, *",
    "cors.origins, https://a.example/",
    "cors.origins, a.example",
    "rate-limits.callers, 0",
    "rate-limits.trusted-proxies, nowhere",
    "rate-limits.trusted-proxies, 10.0.0.0/33"
  })
  void stopTheStartWhenTheyMakeNoSense(String name, String value) {
    assertThatThrownBy(() -> run(Map.of("shouwang.graphql." + name, value)).close())
        .rootCause()
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void haveTheDefaultsOfTheirReference() {
    try (ApplicationContext context = run(Map.of())) {
      assertThat(context.getBean(GraphQlSettings.class))
          .isEqualTo(
              new GraphQlSettings(65_536, 16_384, Duration.ofSeconds(10), Duration.ofSeconds(20)));
      assertThat(context.getBean(LimitSettings.class))
          .isEqualTo(
              new LimitSettings(
                  20_000, 4_000, 15, 1_000, 50, 20, 50, 100, 100_000, Duration.ofSeconds(10)))
          .isEqualTo(LimitSettings.standard());
      assertThat(context.getBean(StreamSettings.class))
          .isEqualTo(
              new StreamSettings(Duration.ofSeconds(12), Duration.ofSeconds(10), 10_000, 1_000));
      assertThat(context.getBean(DocumentSettings.class))
          .isEqualTo(new DocumentSettings(null, null, null));
      assertThat(context.getBean(RateLimitSettings.class))
          .isEqualTo(new RateLimitSettings(null, null, 100_000));
    }
  }

  @Test
  void areReadByTheirNames() {
    try (ApplicationContext context =
        run(
            Map.of(
                "shouwang.graphql.max-body-bytes", "2048",
                "shouwang.graphql.response-deadline", "7s",
                "shouwang.graphql.limits.root-fields", "3",
                "shouwang.graphql.streams.heartbeat", "4s",
                "shouwang.graphql.documents.trusted-only", "true",
                "shouwang.graphql.rate-limits.trusted-proxies", "10.0.0.0/8"))) {
      GraphQlSettings http = context.getBean(GraphQlSettings.class);
      assertThat(http.maxBodyBytes()).isEqualTo(2_048);
      assertThat(http.responseDeadline()).isEqualTo(Duration.ofSeconds(7));
      assertThat(http.requestDeadline()).isEqualTo(Duration.ofSeconds(10));
      assertThat(context.getBean(LimitSettings.class).rootFields()).isEqualTo(3);
      assertThat(context.getBean(LimitSettings.class).depth()).isEqualTo(15);
      assertThat(context.getBean(StreamSettings.class).heartbeat())
          .isEqualTo(Duration.ofSeconds(4));
      assertThat(context.getBean(DocumentSettings.class).trustedOnly()).isTrue();
      assertThat(context.getBean(RateLimitSettings.class).trustedProxies())
          .containsExactly("10.0.0.0/8");
    }
  }

  private static ApplicationContext run(Map<String, Object> properties) {
    ApplicationContext context = ApplicationContext.run(properties);
    // Settings are validated on first use, which for a server is its start.
    context.getBean(GraphQlSettings.class);
    context.getBean(StreamSettings.class);
    context.getBean(CorsSettings.class);
    context.getBean(RateLimitSettings.class);
    return context;
  }
}
