package tw.shouwang.graphql.ratelimits;

import java.time.Duration;

/// What one address may ask of this node; each root field counts once, so aliases buy nothing.
///
/// Mobile networks put thousands of phones behind one address, so the bursts are theirs. An answer
/// that is kept at hand costs nothing and is not counted.
public enum RequestLimit implements Limit {
  QUERIES(2_000, 200, Duration.ofSeconds(1), OnFailure.LET_THROUGH),
  MUTATIONS(200, 120, Duration.ofMinutes(1), OnFailure.LET_THROUGH),
  SUBSCRIPTIONS(500, 10, Duration.ofSeconds(1), OnFailure.REFUSE);

  private final long burst;
  private final long refill;
  private final Duration period;
  private final OnFailure onFailure;

  RequestLimit(long burst, long refill, Duration period, OnFailure onFailure) {
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
