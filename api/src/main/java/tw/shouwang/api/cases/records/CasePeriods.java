package tw.shouwang.api.cases.records;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/// Computes when cases close, when their words are erased, and the status of a reopened case.
@Singleton
public class CasePeriods {

  private final CasesSettings settings;
  private final EventRepository events;

  CasePeriods(CasesSettings settings, EventRepository events) {
    this.settings = settings;
    this.events = events;
  }

  public LocalDate closeOn(Instant lastWord) {
    return after(lastWord, settings.closeAfter());
  }

  /// When a case that came in, or came back, now is graded and assigned at the latest.
  public Instant dueAt(Instant now) {
    return CoarseTime.rounded(now).plus(settings.dueWithin());
  }

  /// Staff are warned today of silent cases that will close up to this day.
  public LocalDate warnUntil(LocalDate today) {
    return today.plusDays(settings.warnBeforeClose().toDays());
  }

  /// A case may close today if staff were warned of it up to this day.
  public LocalDate warnedBy(LocalDate today) {
    return today.minusDays(settings.warnBeforeClose().toDays());
  }

  public LocalDate eraseOpenOn(Instant lastWord) {
    return after(lastWord, settings.eraseOpenAfter());
  }

  LocalDate eraseClosedOn(Instant closed) {
    return after(closed, settings.eraseAfterClose());
  }

  /// The day on which the words of a case that is closed now are erased: at once if the sender has
  /// withdrawn it.
  public LocalDate eraseOn(UUID caseId, Instant closed) {
    boolean withdrawn =
        events.findByCaseId(caseId).stream()
            .anyMatch(event -> event.kind() == CaseEventKind.WITHDRAWN);
    return withdrawn ? CoarseTime.dayOf(closed) : eraseClosedOn(closed);
  }

  public LocalDate eraseWithdrawnOn(Instant withdrawn) {
    return after(withdrawn, settings.eraseWithdrawnAfter());
  }

  public LocalDate receiptRetiredUntil(LocalDate retired) {
    return retired.plusDays(settings.receiptsKeptFor().toDays());
  }

  public LocalDate receiptRetiredUntil(Instant retired) {
    return after(retired, settings.receiptsKeptFor());
  }

  /// An event's time, never before the event that it answers: staff's steps have exact times, the
  /// sender's are rounded down.
  public Instant notBefore(UUID caseId, Instant now) {
    return notBefore(events.findByCaseId(caseId), now);
  }

  public static Instant notBefore(List<EventRow> happened, Instant now) {
    return happened.stream()
        .map(EventRow::happenedAt)
        .max(Comparator.naturalOrder())
        .filter(last -> last.isAfter(now))
        .orElse(now);
  }

  /// The furthest status that a case reached before it was closed.
  public CaseStatus statusBeforeClose(UUID caseId) {
    return statusBeforeClose(events.findByCaseId(caseId));
  }

  public static CaseStatus statusBeforeClose(List<EventRow> happened) {
    List<CaseEventKind> kinds = happened.stream().map(EventRow::kind).toList();
    if (kinds.contains(CaseEventKind.REFERRED)) {
      return CaseStatus.REFERRED;
    }
    if (kinds.contains(CaseEventKind.TRIAGED)) {
      return CaseStatus.TRIAGED;
    }
    return kinds.contains(CaseEventKind.SEEN) ? CaseStatus.SEEN : CaseStatus.RECEIVED;
  }

  private static LocalDate after(Instant instant, Duration period) {
    return CoarseTime.dayOf(instant.plus(period));
  }
}
