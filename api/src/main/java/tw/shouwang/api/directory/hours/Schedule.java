package tw.shouwang.api.directory.hours;

import static tw.shouwang.api.directory.hours.AvailabilityState.CLOSED;
import static tw.shouwang.api.directory.hours.AvailabilityState.OPEN;
import static tw.shouwang.api.directory.hours.AvailabilityState.UNKNOWN;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.Stream;
import tw.shouwang.api.directory.entries.HolidayRule;
import tw.shouwang.api.directory.entries.Hours;
import tw.shouwang.api.directory.entries.LocalMinutes;
import tw.shouwang.api.directory.entries.OpeningPeriod;

/// Weekly hours and the holiday rule, prepared for queries by minute.
///
/// A day's own periods and the overnight part of the previous day each follow the day on which they
/// started. If both apply, OPEN wins over UNKNOWN and UNKNOWN over CLOSED.
public final class Schedule {

  /// The assumed office hours of unconfirmed sources, in minutes of a working day.
  public static final int OFFICE_OPENS = 9 * 60;

  public static final int OFFICE_CLOSES = 17 * 60;

  private static final OpeningPeriod[] NONE = {};

  private final Hours hours;
  private final boolean doubted;
  private final OpeningPeriod[][] byWeekday = new OpeningPeriod[8][];
  private final OpeningPeriod[] onHolidays;
  private final boolean overnight;
  private final boolean alwaysOpen;
  private final long lastValidityChange;

  public Schedule(Hours hours) {
    this(hours, false);
  }

  /// @param doubted whether the source may be wrong: then the state outside office hours is
  ///   UNKNOWN, because showing a closed line as open is worse
  public Schedule(Hours hours, boolean doubted) {
    this.hours = hours;
    this.doubted = doubted;
    for (int weekday = 1; weekday <= 7; weekday++) {
      int day = weekday;
      byWeekday[weekday] =
          hours.weekly().stream().filter(p -> p.weekday() == day).toArray(OpeningPeriod[]::new);
    }
    onHolidays =
        hours.holidaySpans().stream()
            .map(span -> new OpeningPeriod(1, span.opens(), span.closes(), null, null))
            .toArray(OpeningPeriod[]::new);
    overnight =
        Stream.concat(hours.weekly().stream(), Arrays.stream(onHolidays))
            .anyMatch(period -> period.closes() > OpeningPeriod.DAY);
    alwaysOpen = hours.roundTheClock() && hours.holidayRule() == HolidayRule.OPEN;
    lastValidityChange =
        hours.weekly().stream()
            .flatMap(period -> Stream.of(period.validFrom(), period.validUntil()))
            .filter(java.util.Objects::nonNull)
            .mapToLong(LocalDate::toEpochDay)
            .max()
            .orElse(Long.MIN_VALUE);
  }

  Hours hours() {
    return hours;
  }

  boolean doubted() {
    return doubted;
  }

  AvailabilityState state(long minute, WorkingCalendar calendar) {
    AvailabilityState stated = stated(minute, calendar);
    return stated == OPEN && doubted && !isOfficeTime(minute, calendar) ? UNKNOWN : stated;
  }

  /// Whether the state is unknown only because the source may be wrong.
  boolean isDoubtedAt(long minute, WorkingCalendar calendar) {
    return doubted && stated(minute, calendar) == OPEN && !isOfficeTime(minute, calendar);
  }

  private static boolean isOfficeTime(long minute, WorkingCalendar calendar) {
    long day = LocalMinutes.day(minute);
    int minuteOfDay = (int) (minute - day * OpeningPeriod.DAY);
    boolean weekday = Math.floorMod(day + 3, 7L) < 5;
    return minuteOfDay >= OFFICE_OPENS
        && minuteOfDay < OFFICE_CLOSES
        && switch (calendar.kind(day)) {
          case ORDINARY -> weekday;
          case MAKE_UP_WORKDAY -> true;
          case HOLIDAY, NOT_LOADED -> false;
        };
  }

  private AvailabilityState stated(long minute, WorkingCalendar calendar) {
    if (!hours.known()) {
      return UNKNOWN;
    }
    if (alwaysOpen) {
      return OPEN;
    }
    long day = LocalMinutes.day(minute);
    int minuteOfDay = (int) (minute - day * OpeningPeriod.DAY);
    AvailabilityState own = begunOn(day, minuteOfDay, calendar);
    if (own == OPEN || !overnight) {
      return own;
    }
    AvailabilityState nightBefore = begunOn(day - 1, minuteOfDay + OpeningPeriod.DAY, calendar);
    return nightBefore == CLOSED || own == nightBefore ? own : own == CLOSED ? nightBefore : OPEN;
  }

  /// The day whose periods decide the state at a minute: the previous day if only its overnight
  /// part does.
  long decidingDay(long minute, WorkingCalendar calendar) {
    long day = LocalMinutes.day(minute);
    int minuteOfDay = (int) (minute - day * OpeningPeriod.DAY);
    boolean nightAlone =
        overnight
            && begunOn(day, minuteOfDay, calendar) == CLOSED
            && begunOn(day - 1, minuteOfDay + OpeningPeriod.DAY, calendar) != CLOSED;
    return nightAlone ? day - 1 : day;
  }

  /// The state at a minute, counted from the given day's midnight, by the periods that started on
  /// that day.
  private AvailabilityState begunOn(long day, int minute, WorkingCalendar calendar) {
    WorkingCalendar.DayKind kind = calendar.kind(day);
    for (OpeningPeriod period : periods(day, kind)) {
      if (minute >= period.opens() && minute < period.closes() && period.validOn(day)) {
        return inside(kind);
      }
    }
    return CLOSED;
  }

  private OpeningPeriod[] periods(long day, WorkingCalendar.DayKind kind) {
    OpeningPeriod[] usual = byWeekday[(int) Math.floorMod(day + 3, 7L) + 1];
    return switch (hours.holidayRule()) {
      case OPEN, UNKNOWN -> usual;
      case CLOSED -> kind == WorkingCalendar.DayKind.HOLIDAY ? NONE : usual;
      case FOLLOWS_CALENDAR ->
          switch (kind) {
            case HOLIDAY -> NONE;
            case MAKE_UP_WORKDAY -> byWeekday[1];
            case ORDINARY, NOT_LOADED -> usual;
          };
      case REDUCED ->
          kind == WorkingCalendar.DayKind.HOLIDAY && onHolidays.length > 0 ? onHolidays : usual;
    };
  }

  /// The state within a period on a day of this kind.
  private AvailabilityState inside(WorkingCalendar.DayKind kind) {
    if (hours.holidayRule() == HolidayRule.OPEN) {
      return OPEN;
    }
    return switch (kind) {
      case NOT_LOADED -> UNKNOWN;
      case HOLIDAY ->
          hours.holidayRule() == HolidayRule.REDUCED && onHolidays.length > 0 ? OPEN : UNKNOWN;
      case ORDINARY, MAKE_UP_WORKDAY -> OPEN;
    };
  }

  /// The minutes of this day, in order, at which a period starts or ends; the state can change only
  /// at these.
  long[] edges(long day, WorkingCalendar calendar) {
    long begin = day * OpeningPeriod.DAY;
    long[] edges = new long[16];
    int count = 0;
    for (long begun = day - 2; begun <= day; begun++) {
      for (OpeningPeriod period : periods(begun, calendar.kind(begun))) {
        if (!period.validOn(begun)) {
          continue;
        }
        for (int offset : new int[] {period.opens(), period.closes()}) {
          long edge = begun * OpeningPeriod.DAY + offset;
          if (edge >= begin && edge < begin + OpeningPeriod.DAY) {
            edges = count == edges.length ? Arrays.copyOf(edges, count * 2) : edges;
            edges[count++] = edge;
          }
        }
      }
    }
    if (doubted) {
      edges = Arrays.copyOf(edges, count + 2);
      edges[count++] = begin + OFFICE_OPENS;
      edges[count++] = begin + OFFICE_CLOSES;
    }
    long[] sorted = Arrays.copyOf(edges, count);
    Arrays.sort(sorted);
    return sorted;
  }

  /// The last day that is not like every other week. If the state has not changed by one week after
  /// it, it never will.
  long settledFrom(WorkingCalendar calendar) {
    long calendarEnd =
        hours.holidayRule() == HolidayRule.OPEN && !doubted
            ? Long.MIN_VALUE
            : calendar.until().map(LocalDate::toEpochDay).orElse(Long.MIN_VALUE);
    return Math.max(lastValidityChange, calendarEnd);
  }
}
