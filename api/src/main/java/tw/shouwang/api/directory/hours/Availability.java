package tw.shouwang.api.directory.hours;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tw.shouwang.i18n.LocalizedText;

/// Whether somebody answers at one instant, why, and until when.
///
/// `nextChangeAt` is the first instant with another state; null if the state never changes or is
/// unknown. Until then the answer may be cached.
///
/// @param at the instant of the question
/// @param opensNext whether the next change is to OPEN
/// @param closureReason why it is closed beyond its hours, if given
public record Availability(
    AvailabilityState state,
    Cause cause,
    Instant at,
    @Nullable Instant nextChangeAt,
    boolean opensNext,
    @Nullable LocalizedText closureReason) {

  /// The reason for the state; each has its own message.
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

  /// Whether an instant is close enough to now that today's hours say something about it.
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
