package tw.shouwang.notifications.webpush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebPushSettingsTest {

  @Test
  void haveDefaultsThatNameNobodyYet() {
    WebPushSettings settings = settings(Map.of());

    assertThat(settings)
        .isEqualTo(
            new WebPushSettings(
                "mailto:push@localhost", Duration.ofSeconds(3), Duration.ofSeconds(10)));
    assertThat(settings.namesSomebody()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "contact, push@example.org",
    "contact, http://example.org",
    "connect-timeout, 0s",
    "answer-timeout, -1s",
  })
  void refuseWhatCannotWork(String name, String value) {
    assertThatThrownBy(() -> settings(Map.of("shouwang.push.web." + name, value)))
        .hasStackTraceContaining("shouwang.push.web: " + name);
  }

  private static WebPushSettings settings(Map<String, Object> properties) {
    try (ApplicationContext context = ApplicationContext.run(properties)) {
      return context.getBean(WebPushSettings.class);
    }
  }
}
