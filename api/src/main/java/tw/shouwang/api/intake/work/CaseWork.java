package tw.shouwang.api.intake.work;

import io.micronaut.context.annotation.Requires;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import tw.shouwang.api.cases.desk.CaseDesk;
import tw.shouwang.api.cases.desk.DeskCase;
import tw.shouwang.api.cases.desk.DeskStep;
import tw.shouwang.api.cases.desk.DuplicateTagger;
import tw.shouwang.api.cases.desk.OpenedCase;
import tw.shouwang.api.cases.envelope.TamperedException;
import tw.shouwang.api.intake.answers.TriageCategory;
import tw.shouwang.api.intake.audit.AuditAction;
import tw.shouwang.api.intake.audit.AuditTrail;
import tw.shouwang.api.intake.clocks.CaseClocks;
import tw.shouwang.api.intake.webhooks.Webhooks;
import tw.shouwang.api.process.InStaffProcess;

/// Puts a worker's step and its line in the audit trail into one transaction: neither is ever there
/// without the other. The line comes last, because it holds up the centre's other steps.
@Singleton
@Requires(condition = InStaffProcess.class)
class CaseWork {

  private final CaseDesk desk;
  private final AuditTrail trail;
  private final Webhooks webhooks;
  private final CaseClocks clocks;

  CaseWork(CaseDesk desk, AuditTrail trail, Webhooks webhooks, CaseClocks clocks) {
    this.desk = desk;
    this.trail = trail;
    this.webhooks = webhooks;
    this.clocks = clocks;
  }

  @Transactional
  DeskStep take(String worker, String centre, AuditAction action, Supplier<DeskStep> step) {
    DeskStep taken = step.get();
    if (taken instanceof DeskStep.Done done) {
      if (action == AuditAction.REFERRED) {
        tellNeighbour(centre, done.now());
      }
      String category = done.now().triageCategory();
      if (action == AuditAction.TRIAGED && category != null) {
        clocks.triaged(done.now(), TriageCategory.valueOf(category));
      }
      trail.record(worker, centre, action, done.now().id());
    }
    return taken;
  }

  /// A neighbour system that takes webhooks need not be typed into; `shouwang.webhooks.protection`
  /// is the one of PROTECTION.
  private void tellNeighbour(String centre, DeskCase referred) {
    String neighbour = referred.neighbour();
    if (neighbour != null) {
      String receiver = neighbour.toLowerCase(Locale.ROOT).replace('_', '-');
      webhooks.handOver(receiver, centre, referred.id());
    }
  }

  /// Danger wakes somebody where it goes, and its clock begins anew. Stands in the trails of both
  /// centres; in the order of their codes, so that two transfers in opposite directions cannot wait
  /// for each other.
  @Transactional
  DeskStep transfer(String worker, String from, String to, Supplier<DeskStep> step) {
    DeskStep taken = step.get();
    if (taken instanceof DeskStep.Done done) {
      UUID id = done.now().id();
      clocks.takenOver(done.now());
      if (from.compareTo(to) < 0) {
        trail.record(worker, from, AuditAction.TRANSFERRED, id);
        trail.record(worker, to, AuditAction.TAKEN_OVER, id);
      } else {
        trail.record(worker, to, AuditAction.TAKEN_OVER, id);
        trail.record(worker, from, AuditAction.TRANSFERRED, id);
      }
    }
    return taken;
  }

  /// Nobody reads a word without a line that says so.
  @Transactional
  OpenedCase open(String worker, String centre, UUID id, DuplicateTagger tagger)
      throws TamperedException {
    OpenedCase opened = desk.open(id, centre, tagger).orElseThrow(TamperedException::new);
    trail.record(worker, centre, AuditAction.OPENED, id);
    return opened;
  }
}
