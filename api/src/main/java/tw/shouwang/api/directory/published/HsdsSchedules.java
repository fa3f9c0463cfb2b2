package tw.shouwang.api.directory.published;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import tw.shouwang.api.directory.entries.Hours;
import tw.shouwang.api.directory.entries.OpeningPeriod;
import tw.shouwang.api.directory.view.HoursWords;
import tw.shouwang.i18n.Language;

/// Weekly hours as HSDS recurrence rules, one for all days with the same times.
@Singleton
class HsdsSchedules {

  private static final String[] DAYS = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

  private final HoursWords words;

  HsdsSchedules(HoursWords words) {
    this.words = words;
  }

  List<Map<String, Object>> of(UUID service, Hours hours) {
    Map<OpeningPeriod, List<Integer>> byTimes = new LinkedHashMap<>();
    hours.weekly().stream()
        .sorted(
            Comparator.comparingInt(OpeningPeriod::opens).thenComparingInt(OpeningPeriod::weekday))
        .forEach(period ->
            byTimes
                .computeIfAbsent(
                    new OpeningPeriod(
                        1,
                        period.opens(),
                        period.closes(),
                        period.validFrom(),
                        period.validUntil()),
                    any -> new ArrayList<>())
                .add(period.weekday()));
    List<Map<String, Object>> schedules = new ArrayList<>();
    byTimes.forEach((times, days) -> {
      Map<String, Object> schedule =
          Hsds.map(
              "id",
              Hsds.id(service + "/schedule/" + schedules.size()),
              "service_id",
              service.toString(),
              "freq",
              "WEEKLY",
              "wkst",
              "MO",
              "byday",
              days.stream().map(day -> DAYS[day - 1]).collect(Collectors.joining(",")),
              "opens_at",
              time(times.opens()),
              "closes_at",
              closing(times),
              "timezone",
              8,
              "description",
              words.inWords(hours, Language.ZH_TW));
      if (times.validFrom() != null) {
        schedule.put("valid_from", times.validFrom().toString());
      }
      if (times.validUntil() != null) {
        schedule.put("valid_to", times.validUntil().toString());
      }
      schedules.add(schedule);
    });
    return schedules;
  }

  /// The closing time. Midnight at the end of a day is written as the next day's, because RFC 3339
  /// has no 24:00. A whole day ends at 23:59, because 00:00 to 00:00 would mean no time at all.
  private static String closing(OpeningPeriod times) {
    boolean wholeDay = times.closes() - times.opens() >= OpeningPeriod.DAY;
    return time(wholeDay ? times.opens() + OpeningPeriod.DAY - 1 : times.closes());
  }

  private static String time(int minutes) {
    return OpeningPeriod.clock(minutes % OpeningPeriod.DAY) + Hsds.OFFSET;
  }
}
