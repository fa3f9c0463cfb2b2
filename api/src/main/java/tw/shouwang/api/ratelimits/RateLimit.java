package tw.shouwang.api.ratelimits;

import static tw.shouwang.api.ratelimits.Whose.CALLER;
import static tw.shouwang.api.ratelimits.Whose.CENTRE;
import static tw.shouwang.api.ratelimits.Whose.EVERYBODY;
import static tw.shouwang.api.ratelimits.Whose.MEMBER;
import static tw.shouwang.graphql.ratelimits.Limit.OnFailure.LET_THROUGH;
import static tw.shouwang.graphql.ratelimits.Limit.OnFailure.REFUSE;

import java.time.Duration;
import tw.shouwang.graphql.ratelimits.Limit;

/// Every rate limit there is: whose, how many at once, how many come back in which time, and what
/// happens while nobody can count.
///
/// New cases have none of their own: what comes beyond the usual is marked, asked for work or told
/// to wait by the slice `cases`, and never waits for a row that all senders share.
public enum RateLimit implements Limit {
  /// Mobile networks put thousands of phones behind one address, so these bursts are theirs.
  QUERIES(CALLER, 2_000, 200, Duration.ofSeconds(1), LET_THROUGH),
  MUTATIONS(CALLER, 200, 120, Duration.ofMinutes(1), LET_THROUGH),
  SUBSCRIPTIONS(CALLER, 500, 10, Duration.ofSeconds(1), REFUSE),
  /// Pages and feeds outside GraphQL: the directory, HSDS, the figures.
  PAGES(CALLER, 500, 50, Duration.ofSeconds(1), LET_THROUGH),

  /// Reading a case's words. More than a person can read is not reading.
  OPENINGS(MEMBER, 120, 60, Duration.ofMinutes(1), REFUSE),
  /// Claims, grades, replies and the like. While storage is away the step itself says so.
  STEPS(MEMBER, 200, 120, Duration.ofMinutes(1), LET_THROUGH),
  /// Whole ranges of a centre's cases.
  RANGE_EXPORTS(CENTRE, 20, 20, Duration.ofHours(1), REFUSE),

  /// What anybody says is wrong with an entry: no more than editors can go through.
  RESOURCE_PROBLEMS(EVERYBODY, 300, 60, Duration.ofHours(1), LET_THROUGH);

  private final Whose whose;
  private final long burst;
  private final long refill;
  private final Duration period;
  private final OnFailure onFailure;

  RateLimit(Whose whose, long burst, long refill, Duration period, OnFailure onFailure) {
    this.whose = whose;
    this.burst = burst;
    this.refill = refill;
    this.period = period;
    this.onFailure = onFailure;
  }

  public Whose whose() {
    return whose;
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
