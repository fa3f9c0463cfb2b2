package tw.shouwang.api.cases.desk;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.handovers.HandoverRow;
import tw.shouwang.api.cases.records.CaseEventKind;
import tw.shouwang.api.cases.records.CoarseTime;
import tw.shouwang.api.cases.records.EventRow;

/// Details of the cases on one page that are not in their rows. Each kind of detail is read for the
/// whole page by one query, on first use.
public final class CaseDetails {

  private static final int MOST_ATTEMPTS = 20;

  private final DeskRepository desk;
  private final CallRepository calls;
  private final CallAttemptRepository tries;
  private final String ids;
  private final String centre;
  private @Nullable Map<UUID, Integer> unread;
  private @Nullable Map<UUID, Integer> notes;
  private @Nullable Map<UUID, PlannedCall> planned;
  private @Nullable Map<UUID, List<CallAttempt>> attempts;
  private @Nullable Map<UUID, List<Happened>> timelines;
  private @Nullable Map<UUID, List<HandoverRow>> handovers;
  private @Nullable Map<UUID, List<DeskCase>> merged;
  private @Nullable CaseDetails ofMerged;

  CaseDetails(
      DeskRepository desk,
      CallRepository calls,
      CallAttemptRepository tries,
      List<UUID> ids,
      String centre) {
    this.desk = desk;
    this.calls = calls;
    this.tries = tries;
    this.ids = ids.stream().map(UUID::toString).collect(Collectors.joining(","));
    this.centre = centre;
  }

  /// An event of a case, to the day.
  public record Happened(CaseEventKind kind, LocalDate on) {}

  /// How many of the sender's entries are unread, including the form, and those of the senders
  /// whose cases are merged into it.
  public synchronized int unread(UUID id) {
    if (unread == null) {
      unread =
          desk.unread(ids).stream()
              .collect(Collectors.toMap(UnreadEntries::caseId, UnreadEntries::entries));
    }
    return unread.getOrDefault(id, 0);
  }

  /// How many notes colleagues have written about the case, and about those merged into it.
  public synchronized int notes(UUID id) {
    if (notes == null) {
      notes =
          desk.notes(ids).stream()
              .collect(Collectors.toMap(UnreadEntries::caseId, UnreadEntries::entries));
    }
    return notes.getOrDefault(id, 0);
  }

  /// The next call to the case's sender.
  public synchronized Optional<PlannedCall> plannedCall(UUID id) {
    if (planned == null) {
      planned =
          calls.planned(ids).stream()
              .collect(Collectors.toMap(PlannedCall::caseId, Function.identity()));
    }
    return Optional.ofNullable(planned.get(id));
  }

  /// The last attempts to reach the case's sender, oldest first.
  public synchronized List<CallAttempt> attempts(UUID id) {
    if (attempts == null) {
      attempts =
          tries.last(ids, MOST_ATTEMPTS).stream()
              .collect(Collectors.groupingBy(CallAttempt::caseId));
    }
    return attempts.getOrDefault(id, List.of());
  }

  /// The case's events, oldest first.
  public synchronized List<Happened> timeline(UUID id) {
    if (timelines == null) {
      timelines =
          desk.events(ids).stream()
              .sorted(EventRow.IN_ORDER)
              .collect(
                  Collectors.groupingBy(
                      EventRow::caseId,
                      Collectors.mapping(
                          event -> new Happened(event.kind(), CoarseTime.dayOf(event.happenedAt())),
                          Collectors.toList())));
    }
    return timelines.getOrDefault(id, List.of());
  }

  /// The case's hand-overs to neighbour systems, oldest first.
  public synchronized List<HandoverRow> handovers(UUID id) {
    if (handovers == null) {
      handovers = desk.handovers(ids).stream().collect(Collectors.groupingBy(HandoverRow::caseId));
    }
    return handovers.getOrDefault(id, List.of());
  }

  /// The cases that are merged into this one.
  public synchronized List<DeskCase> merged(UUID id) {
    return allMerged().getOrDefault(id, List.of());
  }

  /// The details of all cases that are merged into a case of the page.
  public synchronized CaseDetails ofMerged() {
    if (ofMerged == null) {
      List<UUID> all =
          allMerged().values().stream().flatMap(List::stream).map(DeskCase::id).toList();
      ofMerged = new CaseDetails(desk, calls, tries, all, centre);
    }
    return ofMerged;
  }

  private Map<UUID, List<DeskCase>> allMerged() {
    if (merged == null) {
      merged =
          desk.mergedInto(ids, centre).stream()
              .filter(each -> each.mergedInto() != null)
              .collect(
                  Collectors.groupingBy(
                      each -> java.util.Objects.requireNonNull(each.mergedInto())));
    }
    return merged;
  }
}
