package tw.shouwang.api.intake.clocks;

import java.time.Instant;

/// When staff are warned, and when the deadline is.
record ClockTimes(Instant warnAt, Instant dueAt) {

  ClockTimes {
    if (warnAt.isAfter(dueAt)) {
      throw new IllegalArgumentException("a warning comes before the end");
    }
  }
}
