package tw.shouwang.api.directory.entries;

import java.util.Comparator;
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

  private static final Comparator<OpeningPeriod> BY_WEEK =
      Comparator.comparingInt(OpeningPeriod::weekday).thenComparingInt(OpeningPeriod::opens);

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

  /// The periods from Monday to Sunday, each day's in the order of the clock. Sources nearly always
  /// name them so already.
  public List<OpeningPeriod> inOrder() {
    for (int index = 1; index < weekly.size(); index++) {
      if (BY_WEEK.compare(weekly.get(index - 1), weekly.get(index)) > 0) {
        return weekly.stream().sorted(BY_WEEK).toList();
      }
    }
    return weekly;
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
