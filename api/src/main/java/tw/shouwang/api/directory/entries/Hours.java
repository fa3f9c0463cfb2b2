package tw.shouwang.api.directory.entries;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.shouwang.i18n.LocalizedText;

/// When somebody answers: weekly periods and the rule for public holidays.
///
/// `alwaysOpen` is true or false if a source says so, else null. No periods and not always open
/// means that the hours are unknown; nothing is guessed.
public record Hours(
    @Nullable Boolean alwaysOpen,
    List<OpeningPeriod> weekly,
    HolidayRule holidayRule,
    List<OpeningSpan> holidaySpans,
    @Nullable LocalizedText note,
    List<Source> sources) {

  public Hours {
    weekly = List.copyOf(weekly);
    holidaySpans = List.copyOf(holidaySpans);
    sources = List.copyOf(sources);
    if (Boolean.TRUE.equals(alwaysOpen)) {
      weekly = everyDay();
    }
  }

  public static Hours unknown(HolidayRule rule) {
    return new Hours(null, List.of(), rule, List.of(), null, List.of());
  }

  public boolean known() {
    return !weekly.isEmpty();
  }

  public boolean roundTheClock() {
    return Boolean.TRUE.equals(alwaysOpen);
  }

  private static List<OpeningPeriod> everyDay() {
    return java.util.stream.IntStream.rangeClosed(1, 7)
        .mapToObj(weekday -> new OpeningPeriod(weekday, 0, OpeningPeriod.DAY, null, null))
        .toList();
  }
}
