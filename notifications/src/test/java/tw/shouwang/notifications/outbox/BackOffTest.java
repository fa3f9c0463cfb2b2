package tw.shouwang.notifications.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackOffTest {

  private static final BackOff BACK_OFF =
      new BackOff(Duration.ofSeconds(10), Duration.ofMinutes(15), Duration.ofHours(1));

  private final Random chance = new Random(1);

  @Test
  void doublesFromTenSecondsToAQuarterOfAnHourWithJitter() {
    long[] expected = {10, 20, 40, 80, 160, 320, 640, 900, 900, 900};
    for (int tries = 0; tries < expected.length; tries++) {
      for (int i = 0; i < 200; i++) {
        assertThat(BACK_OFF.after(tries, chance))
            .isBetween(
                Duration.ofMillis(expected[tries] * 500),
                Duration.ofMillis(expected[tries] * 1500));
      }
    }
  }

  @Test
  void neverComesBackSoonerThanAsked() {
    Duration asked = Duration.ofSeconds(40);
    for (int i = 0; i < 200; i++) {
      assertThat(BACK_OFF.after(0, asked, chance)).isBetween(asked, Duration.ofSeconds(60));
    }
  }

  @Test
  void doesNotOverflowAfterManyTries() {
    assertThat(BACK_OFF.after(Integer.MAX_VALUE, chance)).isPositive();
  }

  @Test
  void refusesWhatCannotBe() {
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(() -> new BackOff(Duration.ZERO, second, second))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new BackOff(second.multipliedBy(2), second, second))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new BackOff(second, second, second.negated()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
