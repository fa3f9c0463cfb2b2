package tw.shouwang.api.intake.clocks;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.desk.CaseDetails;
import tw.shouwang.api.cases.desk.DeskCase;
import tw.shouwang.api.cases.desk.InboxQueries;
import tw.shouwang.api.intake.answers.ListCursor;
import tw.shouwang.api.intake.answers.ListPosition;
import tw.shouwang.api.intake.answers.StaffCase;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.intake.login.StaffRole;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.foundation.TaiwanTime;
import tw.shouwang.graphql.PageInfo;
import tw.shouwang.graphql.errors.RequestError;
import tw.shouwang.i18n.Messages;

/// All running deadlines of a centre, or those of a member's own cases, by day, and those that are
/// missed. They are counted up to a thousand: nobody plans by a larger number, and it keeps the
/// count fast.
@Singleton
@Requires(condition = InStaffProcess.class)
class DeadlineCalendar {

  private static final int MOST_COUNTED = 1_000;
  private static final int MOST_DAYS = 62;
  private static final int USUAL_DAYS = 31;
  private static final int LONGEST_PAGE = 100;
  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

  private final Messages messages = Messages.of("clocks");
  private final CalendarRepository clocks;
  private final InboxQueries cases;
  private final InstantSource clock;

  DeadlineCalendar(CalendarRepository clocks, InboxQueries cases, InstantSource clock) {
    this.clocks = clocks;
    this.cases = cases;
    this.clock = clock;
  }

  /// The requested part of the calendar.
  ///
  /// @param missed only those that are missed, danger first
  /// @param from null for no beginning
  /// @param to null for no end
  record CalendarRange(
      boolean mine, boolean missed, @Nullable LocalDate from, @Nullable LocalDate to) {

    /// All missed deadlines.
    static CalendarRange missed(boolean mine) {
      return new CalendarRange(mine, true, null, null);
    }
  }

  /// The schema's type DeadlineDay.
  ///
  /// @param more whether there are more than are counted
  record Day(LocalDate on, int count, boolean more) {}

  /// The schema's type DeadlineDays.
  record Days(int late, List<Day> days) {

    Days {
      days = List.copyOf(days);
    }
  }

  /// The schema's type Deadline.
  ///
  /// @param known the case
  /// @param kind null for one that this version does not know
  record Deadline(StaffCase known, @Nullable ClockKind kind, Instant dueAt, boolean missed) {}

  /// The schema's type DeadlineConnection.
  ///
  /// @param asked the arguments of the page
  /// @param after where the page begins
  record DeadlinePage(
      List<Deadline> nodes,
      int totalCount,
      PageInfo pageInfo,
      CalendarRange asked,
      ListCursor after) {

    DeadlinePage {
      nodes = List.copyOf(nodes);
    }
  }

  Days days(StaffMember member, CalendarRange asked) {
    String centre = acting(member);
    LocalDate from = asked.from() == null ? TaiwanTime.today(clock) : asked.from();
    LocalDate to = asked.to() == null ? from.plusDays(USUAL_DAYS - 1) : asked.to();
    if (to.isBefore(from) || ChronoUnit.DAYS.between(from, to) >= MOST_DAYS) {
      throw mistake("range.invalid");
    }
    List<CalendarDay> found =
        asked.mine()
            ? clocks.daysOf(member.subject(), centre, from, to, MOST_COUNTED + 1)
            : clocks.days(centre, from, to, MOST_COUNTED + 1);
    return new Days(
        count(member, centre, asked.mine(), FIRST, clock.instant()),
        found.stream()
            .map(day ->
                new Day(
                    day.day(), Math.min(day.clocks(), MOST_COUNTED), day.clocks() > MOST_COUNTED))
            .toList());
  }

  DeadlinePage page(StaffMember member, CalendarRange asked, int first, @Nullable String after) {
    String centre = acting(member);
    if (first < 1 || first > LONGEST_PAGE) {
      throw mistake("page.invalid");
    }
    ListCursor start =
        after == null
            ? ListCursor.START
            : ListCursor.parse(after).orElseThrow(() -> mistake("cursor.invalid"));
    List<CalendarClock> found = find(member, centre, asked, start.position(), first + 1);
    List<CalendarClock> page = found.subList(0, Math.min(first, found.size()));
    return new DeadlinePage(
        shown(page, centre),
        count(member, centre, asked),
        start.info(page, DeadlineCalendar::position, found.size() > first, after != null),
        asked,
        start);
  }

  int movedBefore(StaffMember member, DeadlinePage page) {
    IntFunction<Stream<ListPosition>> first =
        most ->
            find(member, acting(member), page.asked(), ListPosition.START, most).stream()
                .map(DeadlineCalendar::position);
    return page.asked().missed()
        ? page.after().movedBefore(ClockKind.DANGER.name(), first)
        : page.after().movedBefore(first);
  }

  private List<CalendarClock> find(
      StaffMember member, String centre, CalendarRange asked, ListPosition after, int atMost) {
    if (asked.missed()) {
      return missed(member, centre, asked.mine(), after, atMost);
    }
    Instant from = from(asked);
    Instant to = to(asked);
    return asked.mine()
        ? clocks.pageOf(
            member.subject(), centre, from, to, after.time(), after.caseId(), after.kind(), atMost)
        : clocks.page(centre, from, to, after.time(), after.caseId(), after.kind(), atMost);
  }

  private List<CalendarClock> missed(
      StaffMember member, String centre, boolean mine, ListPosition after, int atMost) {
    boolean calm =
        !after.equals(ListPosition.START) && !after.kind().equals(ClockKind.DANGER.name());
    return mine
        ? clocks.missedOf(
            member.subject(), centre, calm, after.time(), after.caseId(), after.kind(), atMost)
        : clocks.missed(centre, calm, after.time(), after.caseId(), after.kind(), atMost);
  }

  private static Instant from(CalendarRange asked) {
    return asked.from() == null ? FIRST : TaiwanTime.startOf(asked.from());
  }

  private static Instant to(CalendarRange asked) {
    return asked.to() == null ? LAST : TaiwanTime.startOf(asked.to().plusDays(1));
  }

  private List<Deadline> shown(List<CalendarClock> page, String centre) {
    Map<UUID, DeskCase> rows =
        cases.findAll(page.stream().map(CalendarClock::caseId).distinct().toList(), centre).stream()
            .collect(Collectors.toMap(DeskCase::id, Function.identity()));
    CaseDetails details = cases.details(List.copyOf(rows.values()), centre);
    List<Deadline> shown = new ArrayList<>();
    for (CalendarClock each : page) {
      DeskCase row = rows.get(each.caseId());
      // Erased or transferred after its clock was read.
      if (row != null) {
        shown.add(
            new Deadline(
                new StaffCase(row, details),
                ClockKind.named(each.kind()),
                each.dueAt(),
                each.missed()));
      }
    }
    return shown;
  }

  private int count(StaffMember member, String centre, CalendarRange asked) {
    if (!asked.missed()) {
      return count(member, centre, asked.mine(), from(asked), to(asked));
    }
    return asked.mine()
        ? clocks.countMissedOf(member.subject(), centre, MOST_COUNTED)
        : clocks.countMissed(centre, MOST_COUNTED);
  }

  private int count(StaffMember member, String centre, boolean mine, Instant from, Instant to) {
    int counted =
        mine
            ? clocks.countOf(member.subject(), centre, from, to, MOST_COUNTED)
            : clocks.count(centre, from, to, MOST_COUNTED);
    return Math.min(counted, MOST_COUNTED);
  }

  private static ListPosition position(CalendarClock at) {
    return new ListPosition(at.dueAt(), at.caseId(), at.kind());
  }

  private static String acting(StaffMember member) {
    return member.actingIn(StaffRole.INTAKE_WORKER, StaffRole.SUPERVISOR);
  }

  private RequestError mistake(String key) {
    return new RequestError("BAD_USER_INPUT", language -> messages.text(language, key));
  }
}
