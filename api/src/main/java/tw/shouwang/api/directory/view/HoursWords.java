package tw.shouwang.api.directory.view;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.Hours;
import tw.shouwang.api.directory.entries.OpeningPeriod;
import tw.shouwang.i18n.ClockTimes;
import tw.shouwang.i18n.Language;

/// Describes weekly hours in a sentence: days with the same openings together, then the holidays.
@Singleton
public class HoursWords {

  private final DirectoryWords words;

  HoursWords(DirectoryWords words) {
    this.words = words;
  }

  private record Validity(@Nullable LocalDate from, @Nullable LocalDate until) {}

  public String inWords(Hours hours, Language language) {
    String weekly;
    if (hours.roundTheClock()) {
      weekly = words.text(language, "hours.alwaysOpen");
    } else if (!hours.known()) {
      return words.text(language, "hours.unknown");
    } else {
      weekly = weekly(hours, language);
    }
    return weekly
        + words.text(language, "hours.lineSeparator")
        + words.text(language, "hours.holiday." + hours.holidayRule());
  }

  private String weekly(Hours hours, Language language) {
    Map<Validity, List<OpeningPeriod>> byValidity = new LinkedHashMap<>();
    for (OpeningPeriod period : hours.inOrder()) {
      byValidity
          .computeIfAbsent(
              new Validity(period.validFrom(), period.validUntil()), any -> new ArrayList<>())
          .add(period);
    }
    List<String> lines = new ArrayList<>();
    byValidity.forEach(
        (validity, periods) -> lines.add(valid(validity, lines(periods, language), language)));
    return String.join(words.text(language, "hours.lineSeparator"), lines);
  }

  private String lines(List<OpeningPeriod> periods, Language language) {
    Map<Integer, String> spansOfDay = new TreeMap<>();
    for (OpeningPeriod period : periods) {
      spansOfDay.merge(
          period.weekday(),
          span(period, language),
          (one, other) -> one + words.text(language, "hours.spanSeparator") + other);
    }
    Map<String, List<Integer>> daysOfSpans = new LinkedHashMap<>();
    spansOfDay.forEach(
        (day, spans) -> daysOfSpans.computeIfAbsent(spans, any -> new ArrayList<>()).add(day));
    return daysOfSpans.entrySet().stream()
        .map(line ->
            words.text(
                language,
                "hours.line",
                Map.of("days", days(line.getValue(), language), "spans", line.getKey())))
        .collect(Collectors.joining(words.text(language, "hours.lineSeparator")));
  }

  private String span(OpeningPeriod period, Language language) {
    boolean nextDay = period.closes() > OpeningPeriod.DAY;
    return words.text(
        language,
        nextDay ? "hours.spanNextDay" : "hours.span",
        Map.of(
            "opens", ClockTimes.text(period.opens(), language),
            "closes",
                ClockTimes.text(
                    nextDay ? period.closes() - OpeningPeriod.DAY : period.closes(), language)));
  }

  private String days(List<Integer> days, Language language) {
    if (days.size() == 7) {
      return words.text(language, "hours.everyDay");
    }
    List<String> parts = new ArrayList<>();
    for (int begin = 0; begin < days.size(); ) {
      int end = begin;
      while (end + 1 < days.size() && days.get(end + 1) == days.get(end) + 1) {
        end++;
      }
      if (end - begin >= 2) {
        parts.add(
            words.text(
                language,
                "hours.days",
                Map.of(
                    "first",
                    day(days.get(begin), language),
                    "last",
                    day(days.get(end), language))));
      } else {
        for (int index = begin; index <= end; index++) {
          parts.add(day(days.get(index), language));
        }
      }
      begin = end + 1;
    }
    return String.join(words.text(language, "hours.daySeparator"), parts);
  }

  private String day(int weekday, Language language) {
    return words.text(language, "hours.day." + weekday);
  }

  private String valid(Validity validity, String line, Language language) {
    if (validity.from() != null && validity.until() != null) {
      return words.text(
          language,
          "hours.validBetween",
          Map.of("line", line, "from", validity.from(), "until", validity.until()));
    }
    if (validity.from() != null) {
      return words.text(language, "hours.validFrom", Map.of("line", line, "from", validity.from()));
    }
    return validity.until() == null
        ? line
        : words.text(language, "hours.validUntil", Map.of("line", line, "until", validity.until()));
  }
}
