package tw.shouwang.api.intake.clocks;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.desk.InboxQueries;
import tw.shouwang.api.intake.answers.ListCursor;
import tw.shouwang.api.intake.answers.ListPosition;
import tw.shouwang.api.intake.answers.StaffCase;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.intake.login.StaffRole;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.foundation.Ids;
import tw.shouwang.foundation.TaiwanTime;
import tw.shouwang.graphql.errors.RequestError;
import tw.shouwang.i18n.Messages;

/// Shows staff the clocks of their own centre's cases.
@Singleton
@Requires(condition = InStaffProcess.class)
class ClockService {

  private static final int LONGEST = 100;

  private final CaseClocks clocks;
  private final InboxQueries cases;
  private final Messages messages = Messages.of("clocks");
  private final Messages intake = Messages.of("intake");

  ClockService(CaseClocks clocks, InboxQueries cases) {
    this.clocks = clocks;
    this.cases = cases;
  }

  /// @param after a cursor of this list
  List<ShownClock> missed(StaffMember member, int first, @Nullable String after) {
    String centre = centre(member, first);
    ListPosition from =
        after == null
            ? ListPosition.START
            : ListPosition.parse(after)
                .filter(position -> ClockKind.named(position.kind()) != null)
                .orElseThrow(this::invalidCursor);
    return shown(clocks.missed(centre, from, first), centre);
  }

  int countMissed(StaffMember member) {
    return clocks.countMissed(member.actingIn(StaffRole.INTAKE_WORKER, StaffRole.SUPERVISOR));
  }

  /// @param after a cursor of this list
  ClosingCases closingSoon(StaffMember member, int first, @Nullable String after) {
    String centre = centre(member, first);
    ListCursor from =
        after == null
            ? ListCursor.START
            : ListCursor.parse(after)
                .filter(cursor -> cursor.position().kind().isEmpty())
                .orElseThrow(this::invalidCursor);
    List<ClosingRow> found = find(centre, from.position(), first + 1);
    List<ClosingRow> page = found.subList(0, Math.min(first, found.size()));
    CasesOfPage rows =
        new CasesOfPage(cases, centre, page.stream().map(ClosingRow::caseId).toList());
    List<ClosingCases.ClosingCase> nodes = new ArrayList<>();
    for (ClosingRow each : page) {
      StaffCase known = rows.of(each.caseId());
      if (known != null) {
        nodes.add(new ClosingCases.ClosingCase(known, each.closesOn()));
      }
    }
    return new ClosingCases(
        nodes,
        clocks.countClosing(centre),
        from.info(page, ClockService::position, found.size() > first, after != null),
        from);
  }

  int movedBefore(StaffMember member, ClosingCases page) {
    String centre = member.actingIn(StaffRole.INTAKE_WORKER, StaffRole.SUPERVISOR);
    return page.after()
        .movedBefore(
            most -> find(centre, ListPosition.START, most).stream().map(ClockService::position));
  }

  private List<ClosingRow> find(String centre, ListPosition after, int atMost) {
    return clocks.closingSoon(centre, TaiwanTime.dayOf(after.time()), after.caseId(), atMost);
  }

  private static ListPosition position(ClosingRow row) {
    return new ListPosition(TaiwanTime.startOf(row.closesOn()), row.caseId(), "");
  }

  private List<ShownClock> shown(List<RunningClock> found, String centre) {
    CasesOfPage rows =
        new CasesOfPage(cases, centre, found.stream().map(RunningClock::caseId).toList());
    return found.stream().map(clock -> new ShownClock(clock, rows)).toList();
  }

  private RequestError invalidCursor() {
    return new RequestError(
        "INVALID_CURSOR", language -> intake.text(language, "error.INVALID_CURSOR"));
  }

  /// Empty for a case that does not exist, is erased or belongs to another centre.
  Optional<List<ShownClock>> ofCase(StaffMember member, String id) {
    String centre = member.actingIn(StaffRole.INTAKE_WORKER, StaffRole.SUPERVISOR);
    return Ids.parse(id)
        .filter(known -> cases.find(known, centre).isPresent())
        .map(known -> shown(clocks.of(known), centre));
  }

  private String centre(StaffMember member, int first) {
    if (first < 1 || first > LONGEST) {
      throw new RequestError("BAD_USER_INPUT", language -> messages.text(language, "page.invalid"));
    }
    return member.actingIn(StaffRole.INTAKE_WORKER, StaffRole.SUPERVISOR);
  }
}
