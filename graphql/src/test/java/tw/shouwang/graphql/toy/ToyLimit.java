package tw.shouwang.graphql.toy;

import java.time.Duration;
import tw.shouwang.graphql.ratelimits.Limit;

/// The rate limits of the toy application.
public enum ToyLimit implements Limit {
  QUERIES(2_000, Duration.ofSeconds(10)),
  MUTATIONS(200, Duration.ofSeconds(100));

  private final long burst;
  private final Duration period;

  ToyLimit(long burst, Duration period) {
    this.burst = burst;
    this.period = period;
  }

  @Override
  public long burst() {
    return burst;
  }

  @Override
  public long refill() {
    return burst;
  }

  @Override
  public Duration period() {
    return period;
  }

  @Override
  public OnFailure onFailure() {
    return OnFailure.LET_THROUGH;
  }
}
