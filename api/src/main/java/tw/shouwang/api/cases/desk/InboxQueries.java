package tw.shouwang.api.cases.desk;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private static final int FEW = 2_000;
  private static final int FEW_OF_RANK = 5;
  private static final int LOOKED_AT_FOR_EACH = 16;

  private final DeskRepository desk;
  private final InboxRepository inbox;
  private final CallRepository calls;
  private final CallAttemptRepository tries;
  private final InstantSource clock;

  /// The least number of closed cases that a page scans in the list's order before it counts the
  /// matching ones by their facets. Up to so many matching cases are found by facets and then
  /// sorted. Among the cases of one urgency the limit for sorting is several times higher, because
  /// scanning the rest of them costs more.
  private final int few;

  @Inject
  InboxQueries(
      DeskRepository desk,
      InboxRepository inbox,
      CallRepository calls,
      CallAttemptRepository tries,
      InstantSource clock) {
    this(desk, inbox, calls, tries, clock, FEW);
  }

  InboxQueries(
      DeskRepository desk,
      InboxRepository inbox,
      CallRepository calls,
      CallAttemptRepository tries,
      InstantSource clock,
      int few) {
    this.desk = desk;
    this.inbox = inbox;
    this.few = few;
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

  /// The page after a position, in the inbox's order. Closed cases are never overdue.
  public List<DeskCase> page(InboxQuery query, InboxPosition after, int atMost) {
    // Open cases are read last: a case that its sender opens again in between is then found twice
    // (and listed once) instead of missed.
    List<DeskCase> closed = query.wantsClosed() ? closed(query, after, atMost) : List.of();
    List<DeskCase> open = query.wantsOpen() ? open(query, after, atMost) : List.of();
    if (open.isEmpty() || closed.isEmpty()) {
      return open.isEmpty() ? closed : open;
    }
    Map<UUID, DeskCase> found = new HashMap<>();
    closed.forEach(each -> found.put(each.id(), each));
    open.forEach(each -> found.put(each.id(), each));
    return found.values().stream()
        .sorted(Comparator.comparing(InboxPosition::of))
        .limit(atMost)
        .toList();
  }

  private List<DeskCase> open(InboxQuery query, InboxPosition after, int atMost) {
    return inbox.open(
        query,
        after.rank(),
        after.surge(),
        after.settled(),
        after.due(),
        after.id(),
        clock.instant(),
        atMost);
  }

  /// Scans the next cases of the list, which is enough for most queries. If few cases match, they
  /// are found by their facets, so that nothing scans the whole list. If many match but none of the
  /// next cases does, each urgency is searched by itself.
  private List<DeskCase> closed(InboxQuery query, InboxPosition after, int atMost) {
    List<Integer> ranks =
        query.ranksInOrder().stream().filter(rank -> rank >= after.rank()).toList();
    if (ranks.isEmpty()) {
      return List.of();
    }
    List<DeskCase> next =
        walk(query, ranks.getFirst(), ranks.getLast(), after, lookedAt(atMost), atMost);
    if (next.size() == atMost || query.asksForAllClosed()) {
      return next;
    }
    if (isAnsweredBy(query, query.facets(), few)) {
      return few(query, query.facets(), after, atMost);
    }
    List<DeskCase> found = new ArrayList<>();
    for (int rank : ranks) {
      if (found.size() < atMost) {
        found.addAll(closedOfRank(query, rank, after, atMost - found.size()));
      }
    }
    return found;
  }

  private List<DeskCase> closedOfRank(InboxQuery query, int rank, InboxPosition after, int atMost) {
    InboxQuery.Facets facets = query.facets(Integer.toString(rank));
    if (isAnsweredBy(query, facets, few)) {
      return few(query, facets, after, atMost);
    }
    InboxPosition first = query.firstOfRank(rank);
    InboxPosition from = first.compareTo(after) < 0 ? after : first;
    List<DeskCase> next = walk(query, rank, rank, from, lookedAt(atMost), atMost);
    if (next.size() == atMost) {
      return next;
    }
    return isAnsweredBy(query, facets, FEW_OF_RANK * few)
        ? few(query, facets, after, atMost)
        : walk(query, rank, rank, from, Integer.MAX_VALUE, atMost);
  }

  /// How many cases a page scans: the cases of a longer page may lie further apart.
  private int lookedAt(int atMost) {
    return Math.max(few, LOOKED_AT_FOR_EACH * atMost);
  }

  private boolean isAnsweredBy(InboxQuery query, InboxQuery.Facets facets, int most) {
    return inbox.countClosed(
            query.centre(), facets.all(), facets.holder(), facets.oneOf(), facets.ranks(), most + 1)
        <= most;
  }

  private List<DeskCase> few(
      InboxQuery query, InboxQuery.Facets facets, InboxPosition after, int atMost) {
    return inbox.fewClosed(
        query.centre(),
        facets.all(),
        facets.holder(),
        facets.oneOf(),
        facets.ranks(),
        after.rank(),
        after.surge(),
        after.settled(),
        after.due(),
        after.id(),
        atMost);
  }

  private List<DeskCase> walk(
      InboxQuery query,
      int firstRank,
      int lastRank,
      InboxPosition after,
      int lookedAt,
      int atMost) {
    return inbox.closedAmongNext(
        query,
        firstRank,
        lastRank,
        after.rank(),
        after.surge(),
        after.settled(),
        after.due(),
        after.id(),
        lookedAt,
        atMost);
  }

  public InboxCounts counts(String centre, String worker) {
    return inbox.counts(centre, worker, clock.instant());
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
