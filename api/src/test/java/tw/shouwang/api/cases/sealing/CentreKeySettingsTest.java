package tw.shouwang.api.cases.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.testing.DefaultSettings;

class CentreKeySettingsTest {

  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void wrapsToOneGenerationForAWeekAndKeepsItForTwo() {
    assertThat(DefaultSettings.of(CentreKeySettings.class))
        .isEqualTo(new CentreKeySettings(Map.of(), null, Duration.ofDays(7), Duration.ofDays(14)));
  }

  @Test
  void refusesPeriodsUnderADay() {
    assertThat(new CentreKeySettings(Map.of(), null, DAY, DAY)).isNotNull();
    assertThatThrownBy(() -> new CentreKeySettings(Map.of(), null, DAY.minusSeconds(1), DAY))
        .hasMessageStartingWith("shouwang.centre-keys: ");
    assertThatThrownBy(() -> new CentreKeySettings(Map.of(), null, DAY, DAY.minusSeconds(1)))
        .hasMessageStartingWith("shouwang.centre-keys: ");
  }
}
