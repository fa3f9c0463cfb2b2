package tw.shouwang.api.intake.work;

import io.micronaut.context.annotation.Requires;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import tw.shouwang.api.cases.desk.CaseReading;
import tw.shouwang.api.cases.desk.DeskCase;
import tw.shouwang.api.cases.desk.OpenedConversation;
import tw.shouwang.api.cases.envelope.TamperedException;
import tw.shouwang.api.cases.sites.SiteCodes;
import tw.shouwang.api.intake.audit.AuditAction;
import tw.shouwang.api.intake.audit.AuditTrail;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.intake.login.StaffRole;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.api.ratelimits.RateLimit;
import tw.shouwang.api.ratelimits.SharedLimits;
import tw.shouwang.graphql.errors.RequestError;
import tw.shouwang.i18n.Messages;

/// Opens a sender's words for a worker of their centre and writes the audit line in the same
/// transaction. Invariant: no words are returned without an audit line.
@Singleton
@Requires(condition = InStaffProcess.class)
class CaseOpening {

  /// Times of receipt are rounded down by up to ten minutes, and a phone's clock may be some
  /// minutes ahead.
  private static final Duration LATER_THAN_ROUNDED = Duration.ofMinutes(20);

  private final Messages messages = Messages.of("intake");
  private final CaseReading reading;
  private final AuditTrail trail;
  private final DuplicateTags tags;
  private final SharedLimits limits;
  private final SiteCodes posters;

  CaseOpening(
      CaseReading reading,
      AuditTrail trail,
      DuplicateTags tags,
      SharedLimits limits,
      SiteCodes posters) {
    this.reading = reading;
    this.trail = trail;
    this.tags = tags;
    this.limits = limits;
    this.posters = posters;
  }

  /// @return empty if the words cannot be opened, e.g. because they were erased meanwhile
  /// @throws RequestError TRY_LATER, if the member opens cases faster than a person can read
  Optional<SealedPart> open(StaffMember member, DeskCase known) {
    String centre = member.actingIn(StaffRole.INTAKE_WORKER, StaffRole.SUPERVISOR);
    if (!centre.equals(known.centre())) {
      throw StaffMember.forbidden();
    }
    if (!limits.takeAsMember(RateLimit.OPENINGS, member.subject()).isZero()) {
      throw new RequestError("TRY_LATER", language -> messages.text(language, "refusal.TRY_LATER"));
    }
    try {
      return opened(member.subject(), centre, known.id())
          .map(opened ->
              new SealedPart(
                  opened,
                  known.receivedAt().plus(LATER_THAN_ROUNDED),
                  posters.state(opened.form().fields(), known.area())));
    } catch (TamperedException e) {
      return Optional.empty();
    }
  }

  /// Opens the words and writes the audit line.
  @Transactional
  Optional<OpenedConversation> opened(String worker, String centre, UUID id)
      throws TamperedException {
    Optional<OpenedConversation> opened = reading.open(id, centre, tags);
    if (opened.isPresent()) {
      trail.record(worker, centre, AuditAction.OPENED, id);
    }
    return opened;
  }
}
