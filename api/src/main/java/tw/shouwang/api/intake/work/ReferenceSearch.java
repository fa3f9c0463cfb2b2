package tw.shouwang.api.intake.work;

import io.micronaut.context.annotation.Requires;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.util.List;
import tw.shouwang.api.cases.desk.CaseDetails;
import tw.shouwang.api.cases.desk.DeskCase;
import tw.shouwang.api.cases.desk.InboxQueries;
import tw.shouwang.api.cases.records.Reference;
import tw.shouwang.api.intake.answers.StaffCase;
import tw.shouwang.api.intake.audit.AuditAction;
import tw.shouwang.api.intake.audit.AuditTrail;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.intake.login.StaffRole;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.api.ratelimits.RateLimit;
import tw.shouwang.api.ratelimits.SharedLimits;
import tw.shouwang.graphql.errors.RequestError;
import tw.shouwang.i18n.Messages;

/// Finds the case of which somebody says the reference on the telephone, for staff of its centre.
/// Each search has its audit line, also one that finds nothing: many of those in a row show that
/// somebody guesses.
@Singleton
@Requires(condition = InStaffProcess.class)
class ReferenceSearch {

  private final Messages messages = Messages.of("intake");
  private final InboxQueries cases;
  private final AuditTrail trail;
  private final SharedLimits limits;

  ReferenceSearch(InboxQueries cases, AuditTrail trail, SharedLimits limits) {
    this.cases = cases;
    this.trail = trail;
    this.limits = limits;
  }

  /// @throws RequestError INVALID_REFERENCE for a text that is no reference, TRY_LATER for too many
  ///   searches
  List<StaffCase> find(StaffMember member, String said) {
    String centre = member.actingIn(StaffRole.INTAKE_WORKER, StaffRole.SUPERVISOR);
    Reference reference =
        Reference.parse(said).orElseThrow(() -> mistake("INVALID_REFERENCE", "error."));
    if (!limits.takeAsMember(RateLimit.REFERENCES, member.subject()).isZero()) {
      throw mistake("TRY_LATER", "refusal.");
    }
    List<DeskCase> found = found(member.subject(), centre, reference);
    CaseDetails details = cases.details(found, centre);
    return found.stream().map(row -> new StaffCase(row, details)).toList();
  }

  @Transactional
  List<DeskCase> found(String worker, String centre, Reference reference) {
    List<DeskCase> found = cases.byReference(reference, centre);
    if (found.isEmpty()) {
      trail.record(worker, centre, AuditAction.REFERENCE_SEARCHED, null);
    }
    found.forEach(each -> trail.record(worker, centre, AuditAction.REFERENCE_SEARCHED, each.id()));
    return found;
  }

  private RequestError mistake(String code, String kind) {
    return new RequestError(code, language -> messages.text(language, kind + code));
  }
}
