package tw.shouwang.api.directory.hours;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.entries.Closure;
import tw.shouwang.api.directory.entries.Hours;
import tw.shouwang.api.directory.entries.LocalMinutes;

/// The one function behind filter, label, sort order and next change: a schedule and its closures.
/// Pure, thread-safe.
public final class Timetable {

  private static final int WEEK_AND_A_NIGHT = 9;

  private final Schedule schedule;
  private final List<Closure> closures;

  /// The answer of the last look for a change. Nearly all questions are about now, so it nearly
  /// always holds for the next one too.
  private volatile @Nullable Steady steady;

  /// A time without a change of state, in minutes.
  ///
  /// @param until the change that ends it; empty if there is none
  private record Steady(WorkingCalendar calendar, long from, OptionalLong until) {

    boolean covers(long minute, WorkingCalendar other) {
      return calendar == other && minute >= from && (until.isEmpty() || minute < until.getAsLong());
    }
  }

  public Timetable(Schedule schedule, List<Closure> closures) {
    this.schedule = schedule;
    this.closures = List.copyOf(closures);
  }

  public Timetable(Hours hours) {
    this(new Schedule(hours), List.of());
  }

  public AvailabilityState state(long minute, WorkingCalendar calendar) {
    return shut(minute) == null ? schedule.state(minute, calendar) : AvailabilityState.CLOSED;
  }

  /// The first later minute with another state, if there is one.
  OptionalLong nextChange(long minute, WorkingCalendar calendar) {
    Steady known = steady;
    if (known == null || !known.covers(minute, calendar)) {
      known = new Steady(calendar, minute, changeAfter(minute, calendar));
      steady = known;
    }
    return known.until();
  }

  /// The same without what is remembered.
  OptionalLong changeAfter(long minute, WorkingCalendar calendar) {
    AvailabilityState now = state(minute, calendar);
    long position = minute;
    while (true) {
      long bound = nextClosureEdge(position);
      if (shut(position) == null) {
        OptionalLong change = changeWithin(position, bound, now, calendar);
        if (change.isPresent()) {
          return change;
        }
      }
      if (bound == Long.MAX_VALUE) {
        return OptionalLong.empty();
      }
      if (state(bound, calendar) != now) {
        return OptionalLong.of(bound);
      }
      position = bound;
    }
  }

  /// The state at an instant, with its reason.
  public Availability at(Instant at, WorkingCalendar calendar) {
    if (!Availability.inRange(at)) {
      return Availability.outOfRange(at);
    }
    long minute = LocalMinutes.of(at);
    Closure closure = shut(minute);
    AvailabilityState state = state(minute, calendar);
    OptionalLong change = nextChange(minute, calendar);
    AvailabilityState next =
        change.isPresent() ? state(change.getAsLong(), calendar) : AvailabilityState.UNKNOWN;
    return new Availability(
        state,
        cause(minute, state, calendar),
        at,
        change.isPresent() ? LocalMinutes.instant(change.getAsLong()) : null,
        next == AvailabilityState.OPEN,
        closure == null ? null : closure.reason());
  }

  Schedule schedule() {
    return schedule;
  }

  private OptionalLong changeWithin(
      long position, long bound, AvailabilityState now, WorkingCalendar calendar) {
    if (!schedule.hours().known()) {
      return OptionalLong.empty();
    }
    long first = LocalMinutes.day(position);
    long last = Math.max(first, schedule.settledFrom(calendar)) + WEEK_AND_A_NIGHT;
    if (bound != Long.MAX_VALUE) {
      last = Math.min(last, LocalMinutes.day(bound));
    }
    for (long day = first; day <= last; day++) {
      for (long edge : schedule.edges(day, calendar)) {
        if (edge > position && edge < bound && schedule.state(edge, calendar) != now) {
          return OptionalLong.of(edge);
        }
      }
    }
    return OptionalLong.empty();
  }

  private long nextClosureEdge(long after) {
    long next = Long.MAX_VALUE;
    for (Closure closure : closures) {
      if (closure.from() != null && LocalMinutes.of(closure.from()) > after) {
        next = Math.min(next, LocalMinutes.of(closure.from()));
      }
      if (closure.until() != null && LocalMinutes.of(closure.until()) > after) {
        next = Math.min(next, LocalMinutes.of(closure.until()));
      }
    }
    return next;
  }

  private @Nullable Closure shut(long minute) {
    for (Closure closure : closures) {
      if (closure.holdsAt(minute)) {
        return closure;
      }
    }
    return null;
  }

  private Availability.Cause cause(long minute, AvailabilityState state, WorkingCalendar calendar) {
    Closure closure = shut(minute);
    if (closure != null) {
      return switch (closure.kind()) {
        case ENTRY -> Availability.Cause.CLOSED_TEMPORARILY;
        case AREA -> Availability.Cause.AREA_CLOSED;
      };
    }
    if (!schedule.hours().known() || schedule.isDoubtedAt(minute, calendar)) {
      return Availability.Cause.HOURS_NOT_KNOWN;
    }
    WorkingCalendar.DayKind kind = calendar.kind(schedule.decidingDay(minute, calendar));
    return switch (state) {
      case OPEN -> Availability.Cause.WITHIN_HOURS;
      case CLOSED ->
          kind == WorkingCalendar.DayKind.HOLIDAY
                  && switch (schedule.hours().holidayRule()) {
                    case CLOSED, FOLLOWS_CALENDAR -> true;
                    case OPEN, REDUCED, UNKNOWN -> false;
                  }
              ? Availability.Cause.HOLIDAY
              : Availability.Cause.OUTSIDE_HOURS;
      case UNKNOWN ->
          kind == WorkingCalendar.DayKind.HOLIDAY
              ? Availability.Cause.HOLIDAY_HOURS_NOT_KNOWN
              : Availability.Cause.CALENDAR_NOT_LOADED;
    };
  }
}
