package tw.shouwang.api.directory.entries;

import java.time.LocalDate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One weekly opening, in minutes after midnight of the day on which it starts.
///
/// It may end after midnight (`closes` up to 2880, so 1500 is 01:00 on the next day). The part
/// after midnight belongs to the day on which it started: validity and holidays are those of that
/// day. The closing minute is exclusive. Both validity dates are inclusive.
public record OpeningPeriod(
    int weekday,
    int opens,
    int closes,
    @Nullable LocalDate validFrom,
    @Nullable LocalDate validUntil) {

  public static final int DAY = 24 * 60;

  public OpeningPeriod {
    if (weekday < 1 || weekday > 7) {
      throw new IllegalArgumentException("weekday must be 1 (Monday) to 7 (Sunday)");
    }
    if (opens < 0 || opens >= DAY) {
      throw new IllegalArgumentException("a period must open within its day");
    }
    if (closes <= opens || closes > 2 * DAY) {
      throw new IllegalArgumentException("a period must close after it opens, by 48:00");
    }
    if (validFrom != null && validUntil != null && validUntil.isBefore(validFrom)) {
      throw new IllegalArgumentException("a period's validity must not end before it begins");
    }
  }

  public static OpeningPeriod of(int weekday, String opens, String closes) {
    return new OpeningPeriod(weekday, minutes(opens), minutes(closes), null, null);
  }

  // Made once, because every answer with hours needs dozens of them.
  private static final String[] CLOCK =
      IntStream.rangeClosed(0, 48 * 60)
          .mapToObj(minutes -> twoDigits(minutes / 60) + ":" + twoDigits(minutes % 60))
          .toArray(String[]::new);

  /// Reads `HH:mm`, up to 48:00.
  public static int minutes(String clock) {
    if (!clock.matches("[0-4][0-9]:[0-5][0-9]")) {
      throw new IllegalArgumentException("a time must be written HH:mm");
    }
    return Integer.parseInt(clock.substring(0, 2)) * 60 + Integer.parseInt(clock.substring(3));
  }

  public static String clock(int minutes) {
    return CLOCK[minutes];
  }

  private static String twoDigits(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }

  public boolean validOn(long epochDay) {
    return (validFrom == null || epochDay >= validFrom.toEpochDay())
        && (validUntil == null || epochDay <= validUntil.toEpochDay());
  }
}
