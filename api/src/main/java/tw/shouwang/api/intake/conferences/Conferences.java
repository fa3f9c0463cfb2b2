package tw.shouwang.api.intake.conferences;

import io.micronaut.context.annotation.Requires;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.intake.answers.ListCursor;
import tw.shouwang.api.intake.answers.ListPosition;
import tw.shouwang.api.intake.answers.StaffRefusalCode;
import tw.shouwang.api.intake.audit.AuditAction;
import tw.shouwang.api.intake.audit.AuditTrail;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.intake.login.StaffRole;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.api.ratelimits.RateLimit;
import tw.shouwang.api.ratelimits.SharedLimits;
import tw.shouwang.foundation.Ids;
import tw.shouwang.foundation.TaiwanTime;
import tw.shouwang.graphql.PageInfo;
import tw.shouwang.graphql.errors.RequestError;
import tw.shouwang.i18n.Messages;

/// Plans conferences about cases, keeps what came of them, and lists them by day.
@Singleton
@Requires(condition = InStaffProcess.class)
class Conferences {

  private static final int LONGEST_PAGE = 100;

  private final Messages messages = Messages.of("intake");
  private final ConferenceRepository conferences;
  private final AuditTrail trail;
  private final SharedLimits limits;
  private final InstantSource clock;
  private final TransactionOperations<Connection> transactions;

  Conferences(
      ConferenceRepository conferences,
      AuditTrail trail,
      SharedLimits limits,
      InstantSource clock,
      TransactionOperations<Connection> transactions) {
    this.conferences = conferences;
    this.trail = trail;
    this.limits = limits;
    this.clock = clock;
    this.transactions = transactions;
  }

  /// The input of the same name in the schema, whose `case` and `on` are these.
  ///
  /// @param known the case's id
  record Input(
      String known, ConferenceLevel level, LocalDate day, @Nullable ConferenceOutcome outcome) {}

  /// The answer to a change.
  sealed interface Answer {

    record Saved(ConferenceRow conference) implements Answer {}

    record Refused(StaffRefusalCode code, @Nullable String field) implements Answer {}
  }

  Answer save(StaffMember member, Input input) {
    String centre = member.actingIn(StaffRole.INTAKE_WORKER, StaffRole.SUPERVISOR);
    if (!limits.takeAsMember(RateLimit.STEPS, member.subject()).isZero()) {
      return new Answer.Refused(StaffRefusalCode.TRY_LATER, null);
    }
    LocalDate today = TaiwanTime.today(clock);
    LocalDate day = input.day();
    if (day.isBefore(today.minusYears(2)) || day.isAfter(today.plusYears(1))) {
      return new Answer.Refused(StaffRefusalCode.INVALID, "on");
    }
    ConferenceOutcome outcome = input.outcome();
    if (outcome != null && outcome != ConferenceOutcome.NOT_HELD && day.isAfter(today)) {
      return new Answer.Refused(StaffRefusalCode.INVALID, "outcome");
    }
    Optional<UUID> known = Ids.parse(input.known());
    if (known.isEmpty()) {
      return new Answer.Refused(StaffRefusalCode.UNKNOWN_CASE, "case");
    }
    UUID id = known.get();
    ConferenceLevel level = input.level();
    return transactions.<Answer>executeWrite(transaction -> {
      String came = outcome == null ? null : outcome.name();
      if (conferences.put(id, centre, day, level, came, member.name()) == 0) {
        return new Answer.Refused(StaffRefusalCode.UNKNOWN_CASE, "case");
      }
      trail.record(member.subject(), centre, AuditAction.CONFERENCE_SAVED, id);
      return new Answer.Saved(conferences.find(id, day, level));
    });
  }

  /// The arguments of a list.
  record Question(
      @Nullable String known,
      @Nullable ConferenceLevel level,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      int first,
      @Nullable String after) {}

  /// @param asked the arguments of the page
  /// @param after where the page begins
  record Page(List<ConferenceRow> nodes, PageInfo pageInfo, Question asked, ListCursor after) {

    Page {
      nodes = List.copyOf(nodes);
    }

    /// Names of enums and a random id alone, so nothing needs quotes.
    String csv() {
      return nodes.stream()
          .map(row ->
              String.join(
                  ",",
                  row.caseId().toString(),
                  row.level().name(),
                  row.heldOn().toString(),
                  row.outcome() == null ? "" : row.outcome(),
                  Boolean.toString(row.exercise())))
          .collect(Collectors.joining("\r\n", "case,level,on,outcome,exercise\r\n", "\r\n"));
    }
  }

  Page page(StaffMember member, Question question) {
    String centre = member.actingIn(StaffRole.INTAKE_WORKER, StaffRole.SUPERVISOR);
    int first = question.first();
    if (first < 1 || first > LONGEST_PAGE) {
      throw mistake("INVALID_FIRST");
    }
    ListCursor start =
        question.after() == null
            ? ListCursor.START
            : ListCursor.parse(question.after()).orElseThrow(() -> mistake("INVALID_CURSOR"));
    List<ConferenceRow> found = find(centre, question, start.position(), first + 1);
    List<ConferenceRow> nodes = found.subList(0, Math.min(first, found.size()));
    return new Page(
        nodes,
        start.info(nodes, Conferences::position, found.size() > first, question.after() != null),
        question,
        start);
  }

  int movedBefore(StaffMember member, Page page) {
    String centre = member.actingIn(StaffRole.INTAKE_WORKER, StaffRole.SUPERVISOR);
    return page.after()
        .movedBefore(most ->
            find(centre, page.asked(), ListPosition.START, most).stream()
                .map(Conferences::position));
  }

  private List<ConferenceRow> find(
      String centre, Question question, ListPosition after, int atMost) {
    Optional<UUID> known = Optional.ofNullable(question.known()).flatMap(Ids::parse);
    if (question.known() != null && known.isEmpty()) {
      return List.of();
    }
    LocalDate today = TaiwanTime.today(clock);
    return conferences.page(
        centre,
        question.from() == null ? today.minusYears(1) : question.from(),
        question.to() == null ? today.plusYears(1) : question.to(),
        known.map(UUID::toString).orElse(""),
        question.level() == null ? "" : question.level().name(),
        LocalDate.ofInstant(after.time(), TaiwanTime.ZONE),
        after.caseId(),
        after.kind(),
        atMost);
  }

  private static ListPosition position(ConferenceRow row) {
    return new ListPosition(TaiwanTime.startOf(row.heldOn()), row.caseId(), row.level().name());
  }

  private RequestError mistake(String code) {
    return new RequestError(code, language -> messages.text(language, "error." + code));
  }
}
