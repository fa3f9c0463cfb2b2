package tw.shouwang.api.directory.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.directory.entries.HolidayRule;
import tw.shouwang.api.directory.entries.Hours;
import tw.shouwang.api.directory.entries.OpeningPeriod;
import tw.shouwang.i18n.Language;

class HoursWordsTest {

  private final HoursWords words = new HoursWords(new DirectoryWords());

  @Test
  void putsDaysWithTheSameHoursTogether() {
    assertThat(zh(HolidayRule.CLOSED, days("08:30", "17:30", 1, 2, 3, 4, 5)))
        .isEqualTo("週一至週五 08:30–17:30；國定假日休息");
    assertThat(zh(HolidayRule.OPEN, days("08:00", "22:00", 1, 2, 3, 4, 5, 6, 7)))
        .isEqualTo("每天 08:00–22:00；國定假日照常服務");
    assertThat(zh(HolidayRule.UNKNOWN, days("09:00", "12:00", 1, 3, 4)))
        .isEqualTo("週一、週三、週四 09:00–12:00；國定假日是否服務尚未確認");
    assertThat(en(HolidayRule.OPEN, days("09:00", "12:00", 1, 2, 3, 6)))
        .isEqualTo("Monday to Wednesday, Saturday 09:00–12:00; open as usual on public holidays");
  }

  @Test
  void saysSplitDaysAndNightsAndDifferentDays() {
    assertThat(zh(HolidayRule.CLOSED, days("08:30", "12:00", 1, 2), days("13:30", "17:30", 1, 2)))
        .isEqualTo("週一、週二 08:30–12:00、13:30–17:30；國定假日休息");
    assertThat(zh(HolidayRule.OPEN, days("18:00", "25:00", 5)))
        .isEqualTo("週五 18:00–隔日 01:00；國定假日照常服務");
    assertThat(en(HolidayRule.OPEN, days("08:00", "24:00", 6)))
        .isEqualTo("Saturday 08:00–24:00; open as usual on public holidays");
    assertThat(zh(HolidayRule.REDUCED, days("09:00", "21:00", 1, 2, 3), days("09:00", "17:00", 7)))
        .isEqualTo("週一至週三 09:00–21:00；週日 09:00–17:00；國定假日縮短服務時間");
  }

  @Test
  void saysFromWhenAndUntilWhenHoursHold() {
    assertThat(zh(HolidayRule.OPEN, valid("2026-07-01", null)))
        .isEqualTo("週一 09:00–12:00（2026年7月1日起）；國定假日照常服務");
    assertThat(en(HolidayRule.OPEN, valid("2026-07-01", "2026-08-31")))
        .startsWith("Monday 09:00–12:00 (Jul 1, 2026 to Aug 31, 2026);");
    assertThat(en(HolidayRule.OPEN, valid(null, "2026-08-31")))
        .startsWith("Monday 09:00–12:00 (until Aug 31, 2026);");
  }

  @Test
  void neverGuesses() {
    assertThat(words.inWords(Hours.unknown(HolidayRule.OPEN), Language.ZH_TW))
        .isEqualTo("服務時間尚未確認");
    Hours always = new Hours(true, List.of(), HolidayRule.OPEN, List.of(), null, List.of());
    assertThat(words.inWords(always, Language.EN))
        .isEqualTo("24 hours, every day; open as usual on public holidays");
  }

  private static List<OpeningPeriod> days(String opens, String closes, int... days) {
    return Arrays.stream(days).mapToObj(day -> OpeningPeriod.of(day, opens, closes)).toList();
  }

  private static List<OpeningPeriod> valid(@Nullable String from, @Nullable String until) {
    return List.of(
        new OpeningPeriod(
            1,
            540,
            720,
            from == null ? null : LocalDate.parse(from),
            until == null ? null : LocalDate.parse(until)));
  }

  @SafeVarargs
  private String zh(HolidayRule rule, List<OpeningPeriod>... weekly) {
    return inWords(rule, Language.ZH_TW, weekly);
  }

  @SafeVarargs
  private String en(HolidayRule rule, List<OpeningPeriod>... weekly) {
    return inWords(rule, Language.EN, weekly);
  }

  @SafeVarargs
  private String inWords(HolidayRule rule, Language language, List<OpeningPeriod>... weekly) {
    List<OpeningPeriod> all = Arrays.stream(weekly).flatMap(List::stream).toList();
    return words.inWords(new Hours(false, all, rule, List.of(), null, List.of()), language);
  }
}
