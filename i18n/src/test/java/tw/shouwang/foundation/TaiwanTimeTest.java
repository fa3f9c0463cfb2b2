package tw.shouwang.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;

class TaiwanTimeTest {

  private static final Instant MIDNIGHT = Instant.parse("2026-02-28T16:00:00Z");

  @Test
  void beginsADayAtMidnightInTaipei() {
    LocalDate march = LocalDate.of(2026, 3, 1);
    assertThat(TaiwanTime.dayOf(MIDNIGHT)).isEqualTo(march);
    assertThat(TaiwanTime.dayOf(MIDNIGHT.minusNanos(1))).isEqualTo(march.minusDays(1));
    assertThat(TaiwanTime.today(() -> MIDNIGHT)).isEqualTo(march);
    assertThat(TaiwanTime.startOf(march)).isEqualTo(MIDNIGHT);
    assertThat(TaiwanTime.startOf(YearMonth.of(2026, 3))).isEqualTo(MIDNIGHT);
  }
}
