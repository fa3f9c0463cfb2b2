package tw.shouwang.api.intake.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class IntakeSettingsTest {

  @Test
  void looksForNewCasesAtLeastOnceAMinuteAndNotAllTheTime() {
    assertThat(new IntakeSettings(Duration.ofMillis(100))).isNotNull();
    assertThat(new IntakeSettings(Duration.ofMinutes(1))).isNotNull();
    for (Duration wrong :
        new Duration[] {
          Duration.ofMillis(99), Duration.ZERO, Duration.ofSeconds(-1), Duration.ofSeconds(61)
        }) {
      assertThatThrownBy(() -> new IntakeSettings(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("shouwang.intake: new-cases-every");
    }
  }
}
