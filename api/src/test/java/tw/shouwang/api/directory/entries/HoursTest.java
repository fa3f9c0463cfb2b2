package tw.shouwang.api.directory.entries;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HoursTest {

  private static final List<OpeningPeriod> WEEK =
      List.of(
          OpeningPeriod.of(1, "09:00", "12:00"),
          OpeningPeriod.of(1, "13:00", "17:00"),
          OpeningPeriod.of(2, "08:00", "17:00"),
          OpeningPeriod.of(7, "00:00", "24:00"));

  @Test
  void tellsItsPeriodsInTheOrderOfTheWeekHoweverASourceNamesThem() {
    for (long seed = 0; seed < 50; seed++) {
      List<OpeningPeriod> named = new ArrayList<>(WEEK);
      Collections.shuffle(named, new Random(seed));
      Hours hours = new Hours(null, named, HolidayRule.UNKNOWN, List.of(), null, List.of());
      assertThat(hours.inOrder()).isEqualTo(WEEK);
      assertThat(hours.weekly()).isEqualTo(named);
    }
  }
}
