package tw.shouwang.api.ratelimits;

import static tw.shouwang.api.ratelimits.Whose.CALLER;
import static tw.shouwang.api.ratelimits.Whose.CENTRE;
import static tw.shouwang.api.ratelimits.Whose.EVERYBODY;
import static tw.shouwang.api.ratelimits.Whose.MEMBER;
import static tw.shouwang.graphql.ratelimits.Limit.OnFailure.LET_THROUGH;
import static tw.shouwang.graphql.ratelimits.Limit.OnFailure.REFUSE;

import java.time.Duration;
import tw.shouwang.graphql.ratelimits.Limit;

/// All rate limits: for whom, the burst, the refill and its period, and what happens if nothing can
/// be counted.
///
/// New cases have no limit here: the slice `cases` marks unusual numbers of them, or demands proof
/// of work, or answers that it is busy. So a new case never waits for a row that all senders share.
public enum RateLimit implements Limit {
  /// Mobile networks put thousands of phones behind one address, so these bursts are large.
  QUERIES(CALLER, 2_000, 200, Duration.ofSeconds(1), LET_THROUGH),
  MUTATIONS(CALLER, 200, 120, Duration.ofMinutes(1), LET_THROUGH),
  SUBSCRIPTIONS(CALLER, 500, 10, Duration.ofSeconds(1), REFUSE),
  /// Reports and messages whose sender waits in place of proof of work, because a page has no
  /// scripts. Waiting for many receipts at once costs an attacker nothing, hence this limit; past
  /// it, proof of work is still accepted.
  WAITED(CALLER, 30, 10, Duration.ofMinutes(1), REFUSE),
  /// Addresses outside GraphQL: the directory's pages, HSDS, the figures.
  PAGES(CALLER, 500, 50, Duration.ofSeconds(1), LET_THROUGH),
  /// The files that a browser loads with a page, up to eight for each. They have a limit of their
  /// own, so that they do not use up the limit of pages.
  PAGE_FILES(CALLER, 4_000, 400, Duration.ofSeconds(1), LET_THROUGH),

  /// Opening the words of cases. Faster than a person can read is abuse.
  OPENINGS(MEMBER, 120, 60, Duration.ofMinutes(1), REFUSE),
  /// Steps such as claims, grades and replies. If storage is unavailable, the step itself reports
  /// it.
  STEPS(MEMBER, 200, 120, Duration.ofMinutes(1), LET_THROUGH),
  /// Searches of a case by the reference that somebody says on the telephone. A guessed reference
  /// finds only cases that the member may see anyway, and with this limit guessing finds next to
  /// none.
  REFERENCES(MEMBER, 30, 30, Duration.ofMinutes(10), REFUSE),
  /// Exports of ranges of a centre's cases.
  RANGE_EXPORTS(CENTRE, 20, 20, Duration.ofHours(1), REFUSE),

  /// Routing tables and reply templates, of which every saved version is kept for ever.
  KEPT_VERSIONS(CENTRE, 50, 2, Duration.ofHours(1), REFUSE),

  /// Reports of wrong entries by anybody: as many as editors can handle.
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
