package tw.shouwang.api.intake.work;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.desk.CaseCalls;
import tw.shouwang.api.cases.desk.CaseDetails;
import tw.shouwang.api.cases.desk.DeskCase;
import tw.shouwang.api.cases.desk.InboxQueries;
import tw.shouwang.api.cases.desk.PlannedCall;
import tw.shouwang.api.cases.records.ContactMeans;
import tw.shouwang.api.intake.answers.ListCursor;
import tw.shouwang.api.intake.answers.ListPosition;
import tw.shouwang.api.intake.answers.StaffCase;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.intake.login.StaffRole;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.foundation.TaiwanTime;
import tw.shouwang.graphql.PageInfo;

/// Lists a centre's planned calls, page by page, the earliest first.
@Singleton
@Requires(condition = InStaffProcess.class)
class PlannedCalls {

  private static final int LONGEST_PAGE = 100;

  private final CaseCalls calls;
  private final InboxQueries cases;
  private final Inbox inbox;
  private final InstantSource clock;

  PlannedCalls(CaseCalls calls, InboxQueries cases, Inbox inbox, InstantSource clock) {
    this.calls = calls;
    this.cases = cases;
    this.inbox = inbox;
    this.clock = clock;
  }

  /// @param known the case
  record Call(StaffCase known, ContactMeans means, Instant at) {}

  /// The arguments of a page.
  ///
  /// @param worker empty for everybody's calls
  record Question(String worker, Instant until) {}

  /// @param after where the page begins
  record Page(
      List<Call> nodes, int totalCount, PageInfo pageInfo, Question asked, ListCursor after) {

    Page {
      nodes = List.copyOf(nodes);
    }
  }

  /// @param until null for the end of today
  Page page(
      StaffMember member,
      boolean mine,
      @Nullable Instant until,
      int first,
      @Nullable String after) {
    String centre = member.actingIn(StaffRole.INTAKE_WORKER, StaffRole.SUPERVISOR);
    if (first < 1 || first > LONGEST_PAGE) {
      throw inbox.mistake("INVALID_FIRST");
    }
    String worker = mine ? member.subject() : "";
    Instant end = until == null ? TaiwanTime.startOf(TaiwanTime.today(clock).plusDays(1)) : until;
    Question asked = new Question(worker, end);
    ListCursor start =
        after == null
            ? ListCursor.START
            : ListCursor.parse(after).orElseThrow(() -> inbox.mistake("INVALID_CURSOR"));
    List<PlannedCall> found = find(centre, asked, start.position(), first + 1);
    List<PlannedCall> page = found.subList(0, Math.min(first, found.size()));
    Map<UUID, DeskCase> rows =
        cases.findAll(page.stream().map(PlannedCall::caseId).toList(), centre).stream()
            .collect(Collectors.toMap(DeskCase::id, Function.identity()));
    CaseDetails details = cases.details(List.copyOf(rows.values()), centre);
    List<Call> nodes = new ArrayList<>();
    for (PlannedCall call : page) {
      DeskCase row = rows.get(call.caseId());
      // Erased or transferred after its call was read.
      if (row != null) {
        nodes.add(new Call(new StaffCase(row, details), call.means(), call.callAt()));
      }
    }
    return new Page(
        nodes,
        calls.countDue(centre, worker, end),
        start.info(page, PlannedCalls::position, found.size() > first, after != null),
        asked,
        start);
  }

  int movedBefore(StaffMember member, Page page) {
    String centre = member.actingIn(StaffRole.INTAKE_WORKER, StaffRole.SUPERVISOR);
    return page.after()
        .movedBefore(most ->
            find(centre, page.asked(), ListPosition.START, most).stream()
                .map(PlannedCalls::position));
  }

  private List<PlannedCall> find(String centre, Question asked, ListPosition after, int atMost) {
    return calls.due(centre, asked.worker(), asked.until(), after.time(), after.caseId(), atMost);
  }

  private static ListPosition position(PlannedCall call) {
    return new ListPosition(call.callAt(), call.caseId(), "");
  }
}
