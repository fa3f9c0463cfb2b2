package tw.shouwang.api.cases.desk;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import tw.shouwang.api.cases.records.CaseEventKind;
import tw.shouwang.api.cases.records.CasePeriods;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.cases.records.CaseStatus;
import tw.shouwang.api.cases.records.EventRepository;
import tw.shouwang.api.cases.records.EventRow;
import tw.shouwang.api.devices.Devices;
import tw.shouwang.notifications.outbox.PushTiming;

/// Moves a case from status to status, in the caller's transaction: stores the status, its event,
/// and the event's push. Cases merged into it move too.
@Singleton
class CaseProgress {

  /// The statuses between the first and the last, each with the event that tells the sender.
  private static final Map<CaseStatus, CaseEventKind> EVENTS =
      Map.of(
          CaseStatus.SEEN, CaseEventKind.SEEN,
          CaseStatus.TRIAGED, CaseEventKind.TRIAGED,
          CaseStatus.REFERRED, CaseEventKind.REFERRED);

  private final DeskRepository desk;
  private final CaseRepository cases;
  private final EventRepository events;
  private final CasePeriods periods;
  private final Devices devices;
  private final InstantSource clock;

  CaseProgress(
      DeskRepository desk,
      CaseRepository cases,
      EventRepository events,
      CasePeriods periods,
      Devices devices,
      InstantSource clock) {
    this.desk = desk;
    this.cases = cases;
    this.events = events;
    this.periods = periods;
    this.devices = devices;
    this.clock = clock;
  }

  /// Moves to a later status. A case that has reached that status or a later one stays as it is.
  void advanceTo(DeskCase held, CaseStatus status) {
    for (DeskCase each : withMerged(held)) {
      if (each.status().compareTo(status) < 0) {
        advance(each, status);
      }
    }
  }

  /// Every referral is an event of its own, also a second one.
  void refer(DeskCase held) {
    for (DeskCase each : withMerged(held)) {
      if (each.status() != CaseStatus.CLOSED) {
        advance(each, CaseStatus.REFERRED);
      }
    }
  }

  void close(DeskCase held) {
    Instant now = clock.instant();
    for (DeskCase each : withMerged(held)) {
      if (each.status() != CaseStatus.CLOSED) {
        cases.setPeriods(each.id(), null, periods.eraseOn(each.id(), now));
        move(each, CaseStatus.CLOSED);
        recordEvent(each.id(), CaseEventKind.CLOSED);
        push(each);
        devices.forgetAWeekAfterClose(each.id());
      }
    }
  }

  void reopen(DeskCase held) {
    Instant now = clock.instant();
    for (DeskCase each : withMerged(held)) {
      if (each.status() == CaseStatus.CLOSED) {
        cases.setPeriods(each.id(), periods.closeOn(now), periods.eraseOpenOn(now));
        CaseStatus before = periods.statusBeforeClose(each.id());
        cases.setOutcome(each.id(), null);
        if (before.compareTo(CaseStatus.TRIAGED) < 0) {
          desk.setDue(each.id(), periods.dueAt(now));
        }
        move(each, before);
        recordEvent(each.id(), CaseEventKind.REOPENED);
        push(each);
      }
    }
  }

  /// An answer goes to one sender only, and shows that a person has read what they wrote.
  void answered(DeskCase held) {
    if (held.status() == CaseStatus.RECEIVED) {
      move(held, CaseStatus.SEEN);
      recordEvent(held.id(), CaseEventKind.SEEN);
    }
    recordEvent(held.id(), CaseEventKind.ANSWERED);
    devices.push(held.id(), PushTiming.AT_ONCE);
  }

  /// Adds to a merged case the events of its main case that its sender has not got yet.
  void catchUp(DeskCase merged, CaseStatus status) {
    if (merged.status().compareTo(status) >= 0) {
      return;
    }
    Set<CaseEventKind> heard =
        events.findByCaseId(merged.id()).stream().map(EventRow::kind).collect(Collectors.toSet());
    for (CaseStatus step : List.of(CaseStatus.SEEN, CaseStatus.TRIAGED, CaseStatus.REFERRED)) {
      CaseEventKind event = EVENTS.get(step);
      if (event != null && step.compareTo(status) <= 0 && !heard.contains(event)) {
        recordEvent(merged.id(), event);
      }
    }
    desk.setStatus(merged.id(), status);
    push(merged);
  }

  void recordEvent(UUID id, CaseEventKind kind) {
    events.save(EventRow.of(id, kind, periods.notBefore(id, clock.instant())));
  }

  private void advance(DeskCase each, CaseStatus status) {
    CaseEventKind event = EVENTS.get(status);
    if (event == null) {
      throw new IllegalArgumentException("no step leads to " + status);
    }
    move(each, status);
    recordEvent(each.id(), event);
    if (event != CaseEventKind.TRIAGED) {
      push(each);
    }
  }

  private void move(DeskCase each, CaseStatus status) {
    desk.setStatus(each.id(), status);
    if (each.mergedInto() != null) {
      cases.touch(each.id());
    }
  }

  /// The locked case, whose version the step itself raises, and the cases merged into it, which are
  /// locked too.
  private List<DeskCase> withMerged(DeskCase held) {
    List<DeskCase> all = new ArrayList<>(desk.holdMerged(held.id()));
    all.addFirst(held);
    return all;
  }

  private void push(DeskCase each) {
    boolean calm = each.grade() == tw.shouwang.api.cases.records.Urgency.ROUTINE;
    devices.push(each.id(), calm ? PushTiming.END_OF_WINDOW : PushTiming.AT_ONCE);
  }
}
