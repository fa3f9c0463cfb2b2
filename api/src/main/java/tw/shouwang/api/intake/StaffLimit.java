package tw.shouwang.api.intake;

import java.time.Duration;
import tw.shouwang.graphql.ratelimits.Limit;

/// What one member of staff may do, wherever they sit. More than a person can read is not reading.
enum StaffLimit implements Limit {
  OPENINGS(120, 60, Duration.ofMinutes(1), OnFailure.REFUSE),
  STEPS(200, 120, Duration.ofMinutes(1), OnFailure.LET_THROUGH);

  private final long burst;
  private final long refill;
  private final Duration period;
  private final OnFailure onFailure;

  StaffLimit(long burst, long refill, Duration period, OnFailure onFailure) {
    this.burst = burst;
    this.refill = refill;
    this.period = period;
    this.onFailure = onFailure;
  }

  @Override
  public long burst() {
    return burst;
  }

  @Override
  public long refill() {
    return refill;
  }

  @Override
  public Duration period() {
    return period;
  }

  @Override
  public OnFailure onFailure() {
    return onFailure;
  }
}
