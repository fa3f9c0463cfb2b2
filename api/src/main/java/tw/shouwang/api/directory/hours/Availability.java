package tw.shouwang.api.directory.hours;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tw.shouwang.i18n.LocalizedText;

/// Whether somebody answers at one instant, why, and until when that holds.
///
/// `nextChangeAt` is the first instant at which the state is another; null when it never changes,
/// or when nothing is known. Until then the answer may be kept.
///
/// @param at the instant that was asked about
/// @param opensNext whether the next change is to OPEN
/// @param closureReason why it is shut beyond its hours, where somebody said so
public record Availability(
    AvailabilityState state,
    Cause cause,
    Instant at,
    @Nullable Instant nextChangeAt,
    boolean opensNext,
    @Nullable LocalizedText closureReason) {

  /// Why the state is what it is; each has its sentence in the messages.
  public enum Cause {
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

  private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2100-01-01T00:00:00Z");

  /// Whether hours of today can say anything about an instant.
  public static boolean inRange(Instant at) {
    return !at.isBefore(FIRST) && at.isBefore(LAST);
  }

  static Availability outOfRange(Instant at) {
    return new Availability(AvailabilityState.UNKNOWN, Cause.OUT_OF_RANGE, at, null, false, null);
  }

  @Nullable
  public Instant validUntil() {
    return nextChangeAt;
  }
}
