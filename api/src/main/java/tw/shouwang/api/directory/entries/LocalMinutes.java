package tw.shouwang.api.directory.entries;

import java.time.Instant;

/// Minutes of Taipei's local time since 1970-01-01T00:00, the unit of opening hours.
///
/// Taiwan has had UTC+8 without daylight saving since 1980, so the conversion is one addition; a
/// test compares it with the zone's own rules.
public final class LocalMinutes {

  private static final long OFFSET_SECONDS = 8 * 3600;

  private LocalMinutes() {}

  public static long of(Instant instant) {
    return Math.floorDiv(instant.getEpochSecond() + OFFSET_SECONDS, 60L);
  }

  public static Instant instant(long localMinute) {
    return Instant.ofEpochSecond(localMinute * 60 - OFFSET_SECONDS);
  }

  public static long day(long localMinute) {
    return Math.floorDiv(localMinute, (long) OpeningPeriod.DAY);
  }
}
