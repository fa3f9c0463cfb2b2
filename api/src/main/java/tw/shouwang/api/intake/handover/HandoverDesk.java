package tw.shouwang.api.intake.handover;

import io.micronaut.context.annotation.Requires;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.handovers.HandoverReport;
import tw.shouwang.api.cases.handovers.HandoverRow;
import tw.shouwang.api.cases.handovers.HandoverState;
import tw.shouwang.api.cases.handovers.Handovers;
import tw.shouwang.api.intake.audit.AuditAction;
import tw.shouwang.api.intake.audit.AuditTrail;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.intake.login.StaffRole;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.foundation.Ids;

/// What workers see of hand-overs and do with them. Each change is one transaction with its audit
/// line.
@Singleton
@Requires(condition = InStaffProcess.class)
class HandoverDesk {

  private final Handovers handovers;
  private final AuditTrail trail;
  private final TransactionOperations<Connection> transactions;

  HandoverDesk(
      Handovers handovers, AuditTrail trail, TransactionOperations<Connection> transactions) {
    this.handovers = handovers;
    this.trail = trail;
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

  HandoverReport.Recording takeBack(StaffMember member, String id) {
    String centre = centre(member);
    return Ids.parse(id)
        .map(known ->
            written(
                member,
                AuditAction.HANDOVER_TAKEN_BACK,
                () -> handovers.takeBack(known, centre, member.name())))
        .orElseGet(HandoverReport.Recording.Unknown::new);
  }

  HandoverReport.Recording record(StaffMember member, HandoverInputs.Record input) {
    String centre = centre(member);
    return Ids.parse(input.id())
        .map(known ->
            written(
                member,
                AuditAction.HANDOVER_REPORTED,
                () ->
                    handovers.recordedBy(
                        centre,
                        new HandoverReport(known, input.state(), input.reason(), member.name()))))
        .orElseGet(HandoverReport.Recording.Unknown::new);
  }

  private HandoverReport.Recording written(
      StaffMember member, AuditAction action, Supplier<HandoverReport.Recording> change) {
    return transactions.executeWrite(transaction -> {
      HandoverReport.Recording outcome = change.get();
      if (outcome instanceof HandoverReport.Recording.Recorded(var row, var centre, var changed)
          && changed) {
        UUID caseId = row.caseId();
        trail.record(member.subject(), centre, action, caseId);
      }
      return outcome;
    });
  }

  private static String centre(StaffMember member) {
    return member.actingIn(StaffRole.INTAKE_WORKER, StaffRole.SUPERVISOR);
  }
}
