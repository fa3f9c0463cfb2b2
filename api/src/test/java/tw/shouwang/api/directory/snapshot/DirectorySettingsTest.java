package tw.shouwang.api.directory.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DirectorySettingsTest {

  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void takesTheShortestAndTheLongestOfEach() {
    assertThat(settings(Duration.ofMillis(100), Duration.ZERO, DAY, Duration.ZERO)).isNotNull();
    assertThat(settings(Duration.ofHours(1), DAY, DAY.multipliedBy(4000), DAY)).isNotNull();
  }

  @Test
  void refusesWhatWouldHammerTheDatabaseOrForgetAtOnce() {
    refuses("poll", Duration.ofMillis(99), DAY, DAY, DAY);
    refuses("poll", Duration.ofMinutes(61), DAY, DAY, DAY);
    refuses("calendar-warning", Duration.ofSeconds(5), DAY.negated(), DAY, DAY);
    refuses("removals-kept", Duration.ofSeconds(5), DAY, Duration.ofHours(23), DAY);
    refuses("closures-kept", Duration.ofSeconds(5), DAY, DAY, DAY.negated());
  }

  @Test
  void refusesLinksThatNobodyCanAnswerInTimeOrThatHoldTooLong() {
    for (Duration valid : List.of(Duration.ofMinutes(59), Duration.ofDays(91))) {
      assertThatThrownBy(
              () -> new DirectorySettings(null, Duration.ofSeconds(5), DAY, DAY, DAY, valid))
          .hasMessageContaining("shouwang.directory: agency-links-valid");
    }
  }

  private static void refuses(
      String name, Duration poll, Duration warning, Duration removals, Duration closures) {
    assertThatThrownBy(() -> settings(poll, warning, removals, closures))
        .hasMessageContaining("shouwang.directory: " + name);
  }

  private static DirectorySettings settings(
      Duration poll, Duration warning, Duration removals, Duration closures) {
    return new DirectorySettings(null, poll, warning, removals, closures, DAY);
  }
}
