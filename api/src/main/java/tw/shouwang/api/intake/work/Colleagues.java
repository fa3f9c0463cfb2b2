package tw.shouwang.api.intake.work;

import io.micronaut.context.annotation.Requires;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import tw.shouwang.api.intake.alerts.Alerts;
import tw.shouwang.api.intake.answers.StorageOutage;
import tw.shouwang.api.intake.audit.AuditAction;
import tw.shouwang.api.intake.audit.AuditTrail;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.foundation.TaiwanTime;

/// Knows who works at a centre: everybody who has read its inbox within 90 days. The identity
/// provider is not asked for a list of people.
@Singleton
@Requires(condition = InStaffProcess.class)
class Colleagues {

  private static final int DAYS_KEPT = 90;
  private static final int MOST = 500;

  private final ColleagueRepository repository;
  private final Alerts alerts;
  private final AuditTrail trail;
  private final InstantSource clock;

  Colleagues(ColleagueRepository repository, Alerts alerts, AuditTrail trail, InstantSource clock) {
    this.repository = repository;
    this.alerts = alerts;
    this.trail = trail;
    this.clock = clock;
  }

  /// Stores that a member works here, once a day, and again after another node has removed them. A
  /// failure of storage does not keep the member from the inbox.
  void note(StaffMember member) {
    LocalDate today = TaiwanTime.today(clock);
    StaffMember.Known known = member.known();
    try {
      if (!find(known.centre(), known.subject()).equals(Optional.of(row(known, today)))) {
        put(known, today);
      }
    } catch (RuntimeException e) {
      if (!StorageOutage.isCauseOf(e)) {
        throw e;
      }
    }
  }

  private static ColleagueRow row(StaffMember.Known known, LocalDate today) {
    return new ColleagueRow(known.subject(), known.centre(), known.name(), today);
  }

  @Transactional
  void put(StaffMember.Known known, LocalDate today) {
    repository.removeUnseenSince(today.minusDays(DAYS_KEPT));
    repository.put(known.centre(), known.subject(), known.name(), today);
  }

  Optional<ColleagueRow> find(String centre, String worker) {
    return repository.find(centre, worker);
  }

  /// By name.
  List<ColleagueRow> of(String centre) {
    return repository.of(centre, MOST);
  }

  /// Removes a worker who has left: they get no cases and no alerts any more.
  @Transactional
  void leave(StaffMember supervisor, String centre, String worker) {
    long removed = repository.remove(centre, worker);
    alerts.left(centre, worker);
    if (removed > 0) {
      trail.record(supervisor.subject(), centre, AuditAction.COLLEAGUE_LEFT, null);
    }
  }
}
