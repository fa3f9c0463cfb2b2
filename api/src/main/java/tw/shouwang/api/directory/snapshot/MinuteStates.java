package tw.shouwang.api.directory.snapshot;

import org.jspecify.annotations.Nullable;
import tw.shouwang.api.directory.hours.AvailabilityState;
import tw.shouwang.api.directory.hours.Timetable;
import tw.shouwang.api.directory.hours.WorkingCalendar;

/// The states of all timetables in one minute, computed on demand. Shared by all queries for that
/// minute without a lock: two threads that compute the same state write the same value.
public final class MinuteStates {

  private final long minute;
  private final Timetable[] timetables;
  private final WorkingCalendar calendar;
  private final @Nullable AvailabilityState[] states;

  MinuteStates(long minute, Timetable[] timetables, WorkingCalendar calendar) {
    this.minute = minute;
    this.timetables = timetables;
    this.calendar = calendar;
    this.states = new @Nullable AvailabilityState[timetables.length];
  }

  long minute() {
    return minute;
  }

  public AvailabilityState of(int timetable) {
    AvailabilityState state = states[timetable];
    if (state == null) {
      state = timetables[timetable].state(minute, calendar);
      states[timetable] = state;
    }
    return state;
  }
}
