package tw.shouwang.api.cases.sender;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.records.CaseEventKind;
import tw.shouwang.api.cases.records.CasePeriods;
import tw.shouwang.api.cases.records.CaseRepository;
import tw.shouwang.api.cases.records.CaseRow;
import tw.shouwang.api.cases.records.CaseStatus;
import tw.shouwang.api.cases.records.EventRepository;
import tw.shouwang.api.cases.records.EventRow;
import tw.shouwang.api.cases.records.Happening;
import tw.shouwang.api.cases.records.HappeningRepository;
import tw.shouwang.api.cases.records.Urgency;

/// Changes a case when its sender writes again: its timeline, status, periods and version, and the
/// happenings of which staff are to be told. In the caller's transaction, which has locked the case
/// and the case into which it is merged.
@Singleton
class SenderCourse {

  private final CaseRepository cases;
  private final EventRepository events;
  private final HappeningRepository happenings;
  private final CasePeriods periods;

  SenderCourse(
      CaseRepository cases,
      EventRepository events,
      HappeningRepository happenings,
      CasePeriods periods) {
    this.cases = cases;
    this.events = events;
    this.happenings = happenings;
    this.periods = periods;
  }

  /// @param row the case before the message
  /// @param urgency what the sender says of the message
  /// @param now rounded
  void wrote(CaseRow row, @Nullable Urgency urgency, Instant now) {
    UUID id = row.id();
    events.save(EventRow.of(id, CaseEventKind.MESSAGE_ADDED, periods.notBefore(id, now)));
    if (row.status() == CaseStatus.CLOSED) {
      CaseStatus before = periods.statusBeforeClose(id);
      events.save(EventRow.of(id, CaseEventKind.REOPENED, periods.notBefore(id, now)));
      cases.standAlone(id);
      cases.reopen(id, before, periods.dueAt(now));
      happenings.add(id, Happening.SENDER_REOPENED);
    } else if (cases.isMergedIntoClosed(id)) {
      // Its main case was closed, so nobody would see a message here.
      cases.standAlone(id);
      happenings.add(id, Happening.SEPARATED);
    }
    cases.setPeriods(id, periods.closeOn(now), periods.eraseOpenOn(now));
    cases
        .mainOf(id)
        .ifPresent(main -> cases.setPeriods(main, periods.closeOn(now), periods.eraseOpenOn(now)));
    changed(id, urgency);
    happenings.add(main(id), Happening.SENDER_WROTE);
  }

  /// Notes danger that a message says whose words are not stored, because the case is full.
  void saysDanger(UUID id) {
    changed(id, Urgency.IMMEDIATE_DANGER);
  }

  /// Raises the version, of the main case too, so that steps of a worker who has not seen the
  /// message are refused.
  private void changed(UUID id, @Nullable Urgency urgency) {
    Optional<UUID> main = cases.mainOf(id);
    cases.touch(id);
    main.ifPresent(cases::touch);
    if (urgency != null) {
      cases.setSaidSince(id, urgency);
      main.ifPresent(other -> cases.setSaidSince(other, urgency));
    }
    if (urgency == Urgency.IMMEDIATE_DANGER) {
      happenings.add(main(id), Happening.DANGER_SAID);
    }
  }

  private UUID main(UUID id) {
    return cases.mainOf(id).orElse(id);
  }
}
