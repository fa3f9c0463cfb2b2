package tw.shouwang.api.intake.clocks;

import java.time.Instant;

/// When staff are warned and when the time is up.
record ClockTimes(Instant warnAt, Instant dueAt) {

  ClockTimes {
    if (warnAt.isAfter(dueAt)) {
      throw new IllegalArgumentException("a warning comes before the end");
    }
  }
}
