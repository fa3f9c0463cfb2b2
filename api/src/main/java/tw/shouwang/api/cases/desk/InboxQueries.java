package tw.shouwang.api.cases.desk;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tw.shouwang.api.cases.records.CoarseTime;
import tw.shouwang.api.cases.records.Reference;

/// Queries of cases without opening them. Every query names a centre; another centre's case is
/// answered like one that does not exist.
@Singleton
public class InboxQueries {

  private static final Duration NEAR = Duration.ofHours(48);
  private static final int MOST_ALIKE = 10;

  private final DeskRepository desk;
  private final InstantSource clock;

  InboxQueries(DeskRepository desk, InstantSource clock) {
    this.desk = desk;
    this.clock = clock;
  }

  public Optional<DeskCase> find(UUID id, String centre) {
    return desk.find(id, centre);
  }

  /// The page after a position, in the inbox's order.
  public List<DeskCase> page(InboxQuery query, InboxPosition after, int atMost) {
    return desk.page(
        query,
        after.rank(),
        after.surge(),
        after.settled(),
        after.due(),
        after.id(),
        clock.instant(),
        atMost);
  }

  public InboxCounts counts(String centre, String worker) {
    return desk.counts(centre, worker, clock.instant());
  }

  /// Details of these cases that are not in their rows. Each kind is read on first use.
  ///
  /// @param centre the worker's own
  public CaseDetails details(List<DeskCase> rows, String centre) {
    return new CaseDetails(desk, rows.stream().map(DeskCase::id).toList(), centre);
  }

  /// A centre's cases with this reference; nearly always one at most.
  public List<DeskCase> byReference(Reference reference, String centre) {
    return desk.byReference(reference.signs(), centre, MOST_ALIKE);
  }

  /// The open cases that a worker has claimed, the most urgent first.
  public List<DeskCase> claimedBy(String centre, String worker, int atMost) {
    return desk.claimedBy(centre, worker, atMost);
  }

  /// How many open cases each worker of a centre has claimed; workers without any are left out.
  public List<ClaimedCases> claims(String centre) {
    return desk.claims(centre);
  }

  /// Open cases of the same topic and area within two days of this one, earliest first.
  public List<DeskCase> near(DeskCase known, int atMost) {
    return desk.near(
        known.id(),
        known.centre(),
        known.topic().name(),
        known.area(),
        known.receivedAt().minus(NEAR),
        known.receivedAt().plus(NEAR),
        atMost);
  }

  /// Untouched cases that came in after `from`, cases that another centre transferred or that a
  /// worker graded after it, and all that their sender has called danger since or whose message
  /// waits; the most urgent first.
  public List<DeskCase> newsSince(String centre, Instant from, int atMost) {
    return desk.newsSince(centre, CoarseTime.rounded(from), atMost);
  }
}
