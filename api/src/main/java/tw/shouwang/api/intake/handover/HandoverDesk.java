package tw.shouwang.api.intake.handover;

import io.micronaut.context.annotation.Requires;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.handovers.HandoverReport;
import tw.shouwang.api.cases.handovers.HandoverRow;
import tw.shouwang.api.cases.handovers.HandoverState;
import tw.shouwang.api.cases.handovers.Handovers;
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

  private final Handovers handovers;
  private final HandoverCourse course;
  private final AuditTrail trail;
  private final SharedLimits limits;
  private final TransactionOperations<Connection> transactions;

  HandoverDesk(
      Handovers handovers,
      HandoverCourse course,
      AuditTrail trail,
      SharedLimits limits,
      TransactionOperations<Connection> transactions) {
    this.handovers = handovers;
    this.course = course;
    this.trail = trail;
    this.limits = limits;
    this.transactions = transactions;
  }

  /// @return empty if `before` is none of the centre's hand-overs
  Optional<List<HandoverRow>> list(
      StaffMember member, List<HandoverState> states, @Nullable String before, int first) {
    String centre = centre(member);
    if (before == null) {
      return handovers.ofCentre(centre, states, null, first);
    }
    return Ids.parse(before).flatMap(id -> handovers.ofCentre(centre, states, id, first));
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
