package tw.shouwang.i18n;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClockTimesTest {

  /// G10: hours and "opens at" are on one card, so both have one form.
  @ParameterizedTest
  @EnumSource(Language.class)
  void writesATimeAsAMessageDoes(Language language) {
    Instant halfPastEight = Instant.parse("2026-11-23T00:30:00Z");
    String inAMessage =
        new Message("{at, date, ::Hm}", language)
            .fillWhatIsThere(Map.of("at", Date.from(halfPastEight)));
    assertThat(ClockTimes.text(8 * 60 + 30, language)).isEqualTo(inAMessage);
  }

  @Test
  void endsADayAtTwentyFour() {
    assertThat(ClockTimes.text(1440, Language.ZH_TW)).isEqualTo("24:00");
    assertThat(ClockTimes.text(1440, Language.ID)).isEqualTo("24.00");
    assertThat(ClockTimes.text(0, Language.ZH_TW)).isEqualTo("00:00");
    assertThatThrownBy(() -> ClockTimes.text(1441, Language.EN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
