package tw.shouwang.api.cases.records;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import tw.shouwang.foundation.TaiwanTime;

/// Times that may be stored with a case: rounded down to ten minutes, so that they cannot be
/// matched with a camera at a counter or with a network log.
public final class CoarseTime {

  private static final long SECONDS = 600;

  private final InstantSource clock;

  public CoarseTime(InstantSource clock) {
    this.clock = clock;
  }

  public Instant now() {
    return rounded(clock.instant());
  }

  public LocalDate today() {
    return dayOf(clock.instant());
  }

  public static Instant rounded(Instant exact) {
    return Instant.ofEpochSecond(Math.floorDiv(exact.getEpochSecond(), SECONDS) * SECONDS);
  }

  public static LocalDate dayOf(Instant instant) {
    return TaiwanTime.dayOf(instant);
  }
}
