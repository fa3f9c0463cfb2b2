package tw.shouwang.api.intake.handover;

import io.micronaut.context.annotation.Requires;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.handovers.HandoverReport;
import tw.shouwang.api.cases.handovers.HandoverRow;
import tw.shouwang.api.cases.handovers.HandoverState;
import tw.shouwang.api.cases.handovers.Handovers;
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

/// What workers see of hand-overs and do with them. Each change is one transaction with its audit
/// line.
@Singleton
@Requires(condition = InStaffProcess.class)
class HandoverDesk {

  private static final Duration AHEAD = Duration.ofMinutes(1);

  private final Handovers handovers;
  private final HandoverCourse course;
  private final AuditTrail trail;
  private final SharedLimits limits;
  private final InstantSource clock;
  private final TransactionOperations<Connection> transactions;

  HandoverDesk(
      Handovers handovers,
      HandoverCourse course,
      AuditTrail trail,
      SharedLimits limits,
      InstantSource clock,
      TransactionOperations<Connection> transactions) {
    this.handovers = handovers;
    this.course = course;
    this.trail = trail;
    this.limits = limits;
    this.clock = clock;
    this.transactions = transactions;
  }

  /// @param after a position in this list; null for its beginning, or for `before`
  /// @param before the id of a hand-over after which it goes on; null for the beginning
  /// @return empty if `after` is no position, or `before` was never the centre's
  Optional<List<HandoverRow>> list(
      StaffMember member,
      List<HandoverState> states,
      @Nullable String after,
      @Nullable String before,
      int first) {
    String centre = centre(member);
    Optional<ListPosition> from;
    if (after != null) {
      from = ListPosition.parse(after).filter(each -> each.kind().isEmpty());
    } else if (before != null) {
      from =
          Ids.parse(before).flatMap(id -> handovers.everOf(centre, id)).map(HandoverDesk::position);
    } else {
      from = Optional.of(newest());
    }
    return from.map(each -> handovers.ofCentre(centre, states, each.time(), each.caseId(), first));
  }

  /// The position before the newest hand-over, also before one made by a node whose clock is ahead.
  private ListPosition newest() {
    return new ListPosition(clock.instant().plus(AHEAD), new UUID(-1, -1), "");
  }

  /// The place of a hand-over in its list.
  static ListPosition position(HandoverRow row) {
    return new ListPosition(row.madeAt(), row.id(), "");
  }

  /// The answer to a change.
  sealed interface Answer {

    record Changed(HandoverRow handover) implements Answer {}

    record Refused(StaffRefusalCode code, @Nullable String field) implements Answer {}
  }

  Answer takeBack(StaffMember member, String id) {
    String centre = centre(member);
    return change(
        member,
        AuditAction.HANDOVER_TAKEN_BACK,
        id,
        known -> handovers.takeBack(known, centre, member.name()));
  }

  Answer record(StaffMember member, HandoverInputs.Record input) {
    String centre = centre(member);
    boolean canBeSaid = input.state().isReport() || input.state() == HandoverState.DELIVERED;
    if (!canBeSaid) {
      return new Answer.Refused(StaffRefusalCode.INVALID, "state");
    }
    return change(
        member,
        AuditAction.HANDOVER_REPORTED,
        input.id(),
        known ->
            handovers.recordedBy(
                centre, new HandoverReport(known, input.state(), input.reason(), member.name())));
  }

  private Answer change(
      StaffMember member,
      AuditAction action,
      String id,
      Function<UUID, HandoverReport.Recording> change) {
    if (!limits.takeAsMember(RateLimit.STEPS, member.subject()).isZero()) {
      return new Answer.Refused(StaffRefusalCode.TRY_LATER, null);
    }
    HandoverReport.Recording outcome =
        Ids.parse(id)
            .map(known -> written(member, action, known, change))
            .orElseGet(HandoverReport.Recording.Unknown::new);
    return switch (outcome) {
      case HandoverReport.Recording.Recorded(var row, var _, var _, var _) ->
          new Answer.Changed(row);
      case HandoverReport.Recording.Unknown() ->
          new Answer.Refused(StaffRefusalCode.UNKNOWN_HANDOVER, "id");
      case HandoverReport.Recording.WrongState(var _) ->
          new Answer.Refused(StaffRefusalCode.WRONG_STATUS, "state");
      case HandoverReport.Recording.ReasonNeeded() ->
          new Answer.Refused(StaffRefusalCode.INVALID, "reason");
    };
  }

  private HandoverReport.Recording written(
      StaffMember member,
      AuditAction action,
      UUID id,
      Function<UUID, HandoverReport.Recording> change) {
    return transactions.executeWrite(transaction -> {
      HandoverReport.Recording outcome = change.apply(id);
      if (outcome
              instanceof
              HandoverReport.Recording.Recorded(var row, var centre, var before, var changed)
          && changed) {
        course.changed(row, before, centre);
        trail.record(member.subject(), centre, action, row.caseId());
      }
      return outcome;
    });
  }

  private static String centre(StaffMember member) {
    return member.actingIn(StaffRole.INTAKE_WORKER, StaffRole.SUPERVISOR);
  }
}
