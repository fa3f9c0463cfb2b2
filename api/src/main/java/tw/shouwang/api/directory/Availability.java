package tw.shouwang.api.directory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whether somebody answers at one instant, why, and until when that holds.
///
/// `nextChangeAt` is the first instant at which the state is another; null when it never changes,
/// or when nothing is known. Until then the answer may be kept.
record Availability(
    AvailabilityState state, Cause cause, @Nullable Instant nextChangeAt, boolean opensNext) {

  /// Why the state is what it is; each has its sentence in the messages.
  enum Cause {
    WITHIN_HOURS,
    OUTSIDE_HOURS,
    HOLIDAY,
    AREA_CLOSED,
    CLOSED_TEMPORARILY,
    HOURS_NOT_KNOWN,
    HOLIDAY_HOURS_NOT_KNOWN,
    CALENDAR_NOT_LOADED,
    OUT_OF_RANGE
  }

  static final Availability OUT_OF_RANGE =
      new Availability(AvailabilityState.UNKNOWN, Cause.OUT_OF_RANGE, null, false);

  @Nullable Instant validUntil() {
    return nextChangeAt;
  }
}
