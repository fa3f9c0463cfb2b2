package tw.shouwang.api.directory.editing;

import java.time.LocalDate;
import java.time.Period;
import tw.shouwang.api.directory.entries.Entry;
import tw.shouwang.foundation.TaiwanTime;

/// When an entry has to be checked again: lines every three months, because a caller in need may
/// not try a second number; offices once a year.
final class CheckPlan {

  private static final Period LINES = Period.ofMonths(3);
  private static final Period OTHERS = Period.ofYears(1);

  private CheckPlan() {}

  /// The last day on which the entry was known to be right: a person's check, else the day of its
  /// newest source.
  static LocalDate lastKnown(Entry entry) {
    return entry.verifiedAt() == null
        ? entry.asOf()
        : LocalDate.ofInstant(entry.verifiedAt(), TaiwanTime.ZONE);
  }

  static LocalDate dueOn(Entry entry) {
    return lastKnown(entry)
        .plus(
            switch (entry.kind()) {
              case EMERGENCY, HOTLINE, CHAT, TIP_LINE -> LINES;
              case CENTRE,
                  WELFARE_CENTRE,
                  DISTRICT_OFFICE,
                  MENTAL_HEALTH_CENTRE,
                  DUTY_CENTRE,
                  SERVICE_POINT ->
                  OTHERS;
            });
  }
}
