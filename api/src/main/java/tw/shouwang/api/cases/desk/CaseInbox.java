package tw.shouwang.api.cases.desk;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tw.shouwang.api.cases.records.CaseEventKind;
import tw.shouwang.api.cases.records.CoarseTime;
import tw.shouwang.api.cases.records.EventRepository;
import tw.shouwang.api.cases.records.EventRow;

/// What staff see of cases without opening them. Every question names a centre; what is not its own
/// is not there.
@Singleton
public class CaseInbox {

  private static final Duration NEAR = Duration.ofHours(48);

  private final DeskRepository desk;
  private final EventRepository events;
  private final InstantSource clock;

  CaseInbox(DeskRepository desk, EventRepository events, InstantSource clock) {
    this.desk = desk;
    this.events = events;
    this.clock = clock;
  }

  /// One thing that happened, to the day.
  public record Happened(CaseEventKind kind, LocalDate on) {}

  public Optional<DeskCase> find(UUID id, String centre) {
    return desk.find(id, centre);
  }

  /// A page behind a place, in the inbox's order.
  public List<DeskCase> page(String centre, DeskQuery query, DeskPlace after, int atMost) {
    List<DeskCase> found = new ArrayList<>();
    if (query.wantsOpen()) {
      found.addAll(
          desk.open(
              centre,
              after.rank(),
              after.due(),
              after.id(),
              DeskQuery.joined(query.statuses()),
              DeskQuery.joined(query.topics()),
              query.ranks(),
              query.area(),
              query.claim().name(),
              query.worker(),
              query.overdue(),
              clock.instant(),
              atMost));
    }
    if (query.wantsClosed()) {
      found.addAll(
          desk.closed(
              centre,
              after.rank(),
              after.due(),
              after.id(),
              DeskQuery.joined(query.topics()),
              query.ranks(),
              query.area(),
              query.claim().name(),
              query.worker(),
              atMost));
      found.sort(Comparator.comparing(DeskPlace::of, DeskPlace.IN_ORDER));
    }
    return found.size() > atMost ? found.subList(0, atMost) : found;
  }

  public DeskCounts counts(String centre, String worker) {
    return desk.counts(centre, worker, clock.instant());
  }

  /// How many of the sender's entries nobody has read, the form among them.
  public int unread(UUID id) {
    return desk.unread(id);
  }

  /// Those that go on as this one.
  public List<DeskCase> mergedInto(UUID id, String centre) {
    return desk.mergedInto(id, centre);
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

  /// What came in since then and nobody has touched, and what another centre has handed over since
  /// then, the most pressing first.
  public List<DeskCase> receivedSince(String centre, Instant from, int atMost) {
    return desk.receivedSince(centre, CoarseTime.rounded(from), atMost);
  }

  public List<Happened> timeline(UUID id) {
    return events.findByCaseId(id).stream()
        .sorted(Comparator.comparing(EventRow::happenedAt).thenComparing(EventRow::kind))
        .map(event -> new Happened(event.kind(), CoarseTime.dayOf(event.happenedAt())))
        .toList();
  }
}
