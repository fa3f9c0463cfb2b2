package tw.shouwang.api.intake.work;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.desk.CaseStep;
import tw.shouwang.api.cases.desk.DeskCase;
import tw.shouwang.api.cases.desk.StepOutcome;
import tw.shouwang.api.cases.desk.StepRequest;
import tw.shouwang.api.cases.handovers.HandoverRow;
import tw.shouwang.api.cases.handovers.Handovers;
import tw.shouwang.api.cases.records.Happening;
import tw.shouwang.api.intake.answers.NeighbourSystem;
import tw.shouwang.api.intake.audit.AuditAction;
import tw.shouwang.api.intake.audit.AuditTrail;
import tw.shouwang.api.intake.clocks.CaseCourse;
import tw.shouwang.api.intake.webhooks.HandoverMessage;
import tw.shouwang.api.intake.webhooks.WebhookEvent;
import tw.shouwang.api.intake.webhooks.Webhooks;
import tw.shouwang.api.process.InStaffProcess;

/// The consequences of a step beside the case itself: its clocks, followers and alerts
/// ([CaseCourse]), a hand-over to a neighbour system, and the audit line. Always in the step's
/// transaction.
@Singleton
@Requires(condition = InStaffProcess.class)
class StepConsequences {

  private final CaseCourse course;
  private final Handovers handovers;
  private final Webhooks webhooks;
  private final AuditTrail trail;

  StepConsequences(CaseCourse course, Handovers handovers, Webhooks webhooks, AuditTrail trail) {
    this.course = course;
    this.handovers = handovers;
    this.webhooks = webhooks;
    this.trail = trail;
  }

  void follow(StepRequest request, CaseStep step, StepOutcome.Done done) {
    DeskCase now = done.now();
    switch (step) {
      case CaseStep.Refer(var resources, var neighbour) ->
          handOver(request.centre(), now, neighbour);
      case CaseStep.Merge(var duplicates) -> {
        duplicates.forEach(each -> course.merged(now, each.id()));
        send(handovers.joined(now.id()));
      }
      case CaseStep.Triage _,
          CaseStep.Transfer _,
          CaseStep.Claim _,
          CaseStep.Assign _,
          CaseStep.Release _,
          CaseStep.Acknowledge _,
          CaseStep.Reply _,
          CaseStep.Separate _,
          CaseStep.CallBack _,
          CaseStep.Link _,
          CaseStep.Unlink _,
          CaseStep.TakeAsReal _,
          CaseStep.Close _,
          CaseStep.Reopen _ -> {}
    }
    Happening what = what(step);
    if (what != null) {
      course.happened(what, done.before(), now, request.worker());
    }
    // The audit line comes last, because it makes the centre's other steps wait.
    record(request, step, now.id());
  }

  /// What the step is for [CaseCourse]; null if it concerns neither clocks nor followers nor
  /// alerts.
  private static @Nullable Happening what(CaseStep step) {
    return switch (step) {
      case CaseStep.Claim _ -> Happening.CLAIMED;
      case CaseStep.Assign _ -> Happening.ASSIGNED;
      case CaseStep.Release _ -> Happening.RELEASED;
      case CaseStep.Acknowledge _ -> Happening.ACKNOWLEDGED;
      case CaseStep.Triage _ -> Happening.GRADED;
      case CaseStep.Reply _ -> Happening.ANSWERED;
      case CaseStep.Refer _ -> Happening.REFERRED;
      case CaseStep.Transfer _ -> Happening.TRANSFERRED;
      case CaseStep.Merge _ -> Happening.MERGED;
      case CaseStep.Separate _ -> Happening.SEPARATED;
      case CaseStep.TakeAsReal _ -> Happening.TAKEN_AS_REAL;
      case CaseStep.Close _ -> Happening.CLOSED;
      case CaseStep.Reopen _ -> Happening.REOPENED;
      case CaseStep.CallBack _, CaseStep.Link _, CaseStep.Unlink _ -> null;
    };
  }

  /// A transfer is in the trails of both centres, written in the order of their codes, so that two
  /// opposite transfers cannot deadlock.
  private void record(StepRequest request, CaseStep step, UUID id) {
    if (step instanceof CaseStep.Transfer transfer
        && transfer.centre().compareTo(request.centre()) < 0) {
      trail.record(request.worker(), transfer.centre(), AuditAction.TAKEN_OVER, id);
      trail.record(request.worker(), request.centre(), AuditAction.TRANSFERRED, id);
      return;
    }
    trail.record(request.worker(), request.centre(), action(step), id);
    if (step instanceof CaseStep.Transfer transfer) {
      trail.record(request.worker(), transfer.centre(), AuditAction.TAKEN_OVER, id);
    }
  }

  private static AuditAction action(CaseStep step) {
    return switch (step) {
      case CaseStep.Claim _ -> AuditAction.CLAIMED;
      case CaseStep.Assign _ -> AuditAction.ASSIGNED;
      case CaseStep.Release _ -> AuditAction.RELEASED;
      case CaseStep.Acknowledge _ -> AuditAction.ACKNOWLEDGED;
      case CaseStep.Triage _ -> AuditAction.TRIAGED;
      case CaseStep.Reply _ -> AuditAction.REPLIED;
      case CaseStep.CallBack _ -> AuditAction.CALLED_BACK;
      case CaseStep.Refer _ -> AuditAction.REFERRED;
      case CaseStep.Transfer _ -> AuditAction.TRANSFERRED;
      case CaseStep.Merge _ -> AuditAction.MERGED;
      case CaseStep.Separate _ -> AuditAction.SEPARATED;
      case CaseStep.Link _, CaseStep.Unlink _ -> AuditAction.LINKED;
      case CaseStep.TakeAsReal _ -> AuditAction.TAKEN_AS_REAL;
      case CaseStep.Close _ -> AuditAction.CLOSED;
      case CaseStep.Reopen _ -> AuditAction.REOPENED;
    };
  }

  /// Hands the case, and those merged into it, over to the neighbour system that the worker named.
  private void handOver(String centre, DeskCase referred, @Nullable String neighbour) {
    if (neighbour != null) {
      // An exercise reaches nobody: its hand-over waits here, and a worker plays the neighbour.
      List<String> receivers =
          referred.exercise()
              ? List.of()
              : webhooks.receivers(NeighbourSystem.valueOf(neighbour), centre);
      send(handovers.begin(referred.id(), centre, neighbour, receivers));
    }
  }

  private void send(List<HandoverRow> begun) {
    for (HandoverRow each : begun) {
      webhooks.send(
          new HandoverMessage(
              WebhookEvent.CASE_HANDED_OVER,
              each.id(),
              each.caseId(),
              Objects.requireNonNull(each.receiver()),
              0,
              each.entries()),
          each.centre());
    }
  }
}
