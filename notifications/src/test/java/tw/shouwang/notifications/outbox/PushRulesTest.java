package tw.shouwang.notifications.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PushRulesTest {

  private final Random chance = new Random(1);

  @Test
  void doublesFromTenSecondsToAQuarterOfAnHourWithJitter() {
    long[] expected = {10, 20, 40, 80, 160, 320, 640, 900, 900, 900};
    for (int tries = 0; tries < expected.length; tries++) {
      for (int i = 0; i < 200; i++) {
        assertThat(PushRules.DESIGN.backoff(tries, chance))
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
      assertThat(PushRules.DESIGN.spreadAfter(asked, chance))
          .isBetween(asked, Duration.ofSeconds(60));
    }
  }

  @Test
  void doesNotOverflowAfterManyTries() {
    assertThat(PushRules.DESIGN.backoff(127, chance)).isPositive();
  }
}
