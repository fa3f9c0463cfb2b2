package tw.shouwang.api.directory.entries;

import java.time.Instant;

/// Minutes of Taipei's wall clock since 1970-01-01T00:00, the unit in which opening hours are
/// judged.
///
/// Taiwan has kept UTC+8 without summer time since 1980, so the wall clock is one addition away
/// from the instant; a test holds this against the zone's own rules.
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
