package tw.shouwang.api.cases.desk;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import tw.shouwang.api.cases.records.CoarseTime;
import tw.shouwang.api.cases.records.Reference;

/// Queries of cases without opening them. Every query names a centre; another centre's case is
/// answered like one that does not exist.
@Singleton
public class InboxQueries {

  private static final Duration NEAR = Duration.ofHours(48);
  private static final int MOST_ALIKE = 10;

  private final DeskRepository desk;
  private final CallRepository calls;
  private final CallAttemptRepository tries;
  private final InstantSource clock;

  InboxQueries(
      DeskRepository desk, CallRepository calls, CallAttemptRepository tries, InstantSource clock) {
    this.desk = desk;
    this.calls = calls;
    this.tries = tries;
    this.clock = clock;
  }

  public Optional<DeskCase> find(UUID id, String centre) {
    return desk.find(id, centre);
  }

  /// Those of these cases that the centre has, in any order.
  public List<DeskCase> findAll(List<UUID> ids, String centre) {
    return desk.findAll(ids.stream().map(UUID::toString).collect(Collectors.joining(",")), centre);
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
    return new CaseDetails(desk, calls, tries, rows.stream().map(DeskCase::id).toList(), centre);
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
        known.exercise(),
        known.receivedAt().minus(NEAR),
        known.receivedAt().plus(NEAR),
        atMost);
  }

  /// Open cases with one of these tags, the newest first; the caller compares their days.
  public List<DeskCase> inPlaces(
      DeskCase known, List<Integer> buildings, List<Integer> streets, int atMost) {
    return buildings.isEmpty() && streets.isEmpty()
        ? List.of()
        : desk.inPlaces(
            known.id(),
            known.centre(),
            known.exercise(),
            joined(buildings),
            joined(streets),
            atMost);
  }

  private static String joined(List<Integer> tags) {
    return tags.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  /// The other cases of the centre in this case's family.
  public List<DeskCase> family(DeskCase known, int atMost) {
    UUID family = known.family();
    return family == null
        ? List.of()
        : desk.ofFamily(family, known.centre(), atMost).stream()
            .filter(each -> !each.id().equals(known.id()))
            .toList();
  }

  /// Untouched cases that came in after `from`, cases that another centre transferred or that a
  /// worker graded after it, and all that their sender has called danger since or whose message
  /// waits; the most urgent first.
  public List<DeskCase> newsSince(String centre, Instant from, int atMost) {
    return desk.newsSince(centre, CoarseTime.rounded(from), atMost);
  }
}
