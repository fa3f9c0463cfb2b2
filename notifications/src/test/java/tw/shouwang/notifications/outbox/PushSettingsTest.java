package tw.shouwang.notifications.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PushSettingsTest {

  @Test
  void hasTheDesignsDefaults() {
    assertThat(settings(Map.of()))
        .isEqualTo(new PushSettings(Duration.ofMinutes(30), 16, Duration.ofSeconds(5)));
  }

  @Test
  void takesUpADeadNodesWorkWithinHalfAMinute() {
    OutboxRunner.Pace pace = OutboxRunner.Pace.of(1);

    assertThat(pace.lease().plus(pace.polling())).isLessThan(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @CsvSource({
    "shouwang.push.window, 0s",
    "shouwang.push.window, 7m",
    "shouwang.push.threads, 0",
    "shouwang.push.threads, 1000",
    "shouwang.push.shutdown, -1s",
  })
  void refusesWhatCannotWork(String key, String value) {
    assertThatThrownBy(() -> settings(Map.of(key, value)))
        .hasStackTraceContaining("shouwang.push: ");
  }

  private static PushSettings settings(Map<String, Object> properties) {
    try (ApplicationContext context = ApplicationContext.run(properties)) {
      return context.getBean(PushSettings.class);
    }
  }
}
