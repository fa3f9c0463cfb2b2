package tw.shouwang.foundation;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;

/// Days in Taiwan's time zone, whatever the time zone of the machine.
public final class TaiwanTime {

  public static final ZoneId ZONE = ZoneId.of("Asia/Taipei");

  private TaiwanTime() {}

  /// The day of an instant.
  public static LocalDate dayOf(Instant instant) {
    return LocalDate.ofInstant(instant, ZONE);
  }

  public static LocalDate today(InstantSource clock) {
    return dayOf(clock.instant());
  }

  /// The first instant of a day.
  public static Instant startOf(LocalDate day) {
    return day.atStartOfDay(ZONE).toInstant();
  }

  /// The first instant of a month.
  public static Instant startOf(YearMonth month) {
    return startOf(month.atDay(1));
  }
}
