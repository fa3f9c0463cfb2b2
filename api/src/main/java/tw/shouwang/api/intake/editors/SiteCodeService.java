package tw.shouwang.api.intake.editors;

import io.micronaut.context.annotation.Requires;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.sites.SiteCodes;
import tw.shouwang.api.directory.Directory;
import tw.shouwang.api.directory.entries.Area;
import tw.shouwang.api.intake.answers.StaffRefusalCode;
import tw.shouwang.api.intake.answers.StaffRefusals;
import tw.shouwang.api.intake.answers.StaffText;
import tw.shouwang.api.intake.audit.AuditAction;
import tw.shouwang.api.intake.audit.AuditTrail;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.intake.login.StaffRole;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.foundation.TaiwanTime;
import tw.shouwang.graphql.errors.RequestError;
import tw.shouwang.i18n.Language;
import tw.shouwang.i18n.Messages;

/// Makes, lists and revokes the codes of a centre's posters.
@Singleton
@Requires(condition = InStaffProcess.class)
class SiteCodeService {

  private static final int MOST = 50;

  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_PAGE = 100;

  private final Messages messages = Messages.of("intake");
  private final Issuing issuing;
  private final Directory directory;
  private final StaffRefusals refusals;
  private final InstantSource clock;

  SiteCodeService(
      Issuing issuing, Directory directory, StaffRefusals refusals, InstantSource clock) {
    this.issuing = issuing;
    this.directory = directory;
    this.refusals = refusals;
    this.clock = clock;
  }

  record Issue(
      String gatekeeperKind,
      String area,
      String office,
      @Nullable String officeEnglish,
      @Nullable Integer count,
      @Nullable LocalDate exerciseUntil) {}

  record Revoke(String code) {}

  /// The schema's type of the same name.
  record SiteCodesChanged(List<SiteCodes.Poster> codes) {}

  /// The posters of the member's centre, in the order of their codes.
  List<SiteCodes.Poster> list(StaffMember member, int first, @Nullable String after) {
    String centre = member.actingIn(StaffRole.SUPERVISOR);
    if (first < 1 || first > LONGEST_PAGE) {
      throw new RequestError(
          "INVALID_FIRST", language -> messages.text(language, "error.INVALID_FIRST"));
    }
    return issuing.list(centre, after == null ? "" : after, first);
  }

  SiteCodeOutcome issue(StaffMember member, Language language, Issue input) {
    String centre = member.actingIn(StaffRole.SUPERVISOR);
    String english = input.officeEnglish() == null ? input.office() : input.officeEnglish();
    int count = input.count() == null ? 1 : input.count();
    if (count < 1 || count > MOST) {
      return refused(StaffRefusalCode.INVALID, language, "count");
    }
    LocalDate until = input.exerciseUntil();
    LocalDate today = TaiwanTime.today(clock);
    if (until != null && (until.isBefore(today) || until.isAfter(issuing.latestEnd()))) {
      return refused(StaffRefusalCode.INVALID, language, "exerciseUntil");
    }
    // Everybody in an exercise has the same code, so that it does not tell who reported.
    if (until != null && count > 1) {
      return refused(StaffRefusalCode.INVALID, language, "count");
    }
    for (String name : List.of(input.office(), english)) {
      Optional<StaffRefusalCode> problem = StaffText.problem(name, LONGEST_NAME);
      if (problem.isPresent()) {
        return refused(problem.get(), language, "office");
      }
    }
    Optional<Area> area =
        directory
            .area(input.area())
            .filter(each ->
                directory.centreOf(each).filter(owner -> owner.code().equals(centre)).isPresent());
    return area.map(own -> issuing.issue(member.subject(), centre, input, own, english, count))
        .map(SiteCodeService::changed)
        .orElseGet(() -> refused(StaffRefusalCode.UNKNOWN_AREA, language, "area"));
  }

  SiteCodeOutcome revoke(StaffMember member, Language language, Revoke input) {
    String centre = member.actingIn(StaffRole.SUPERVISOR);
    return issuing
        .revoke(member.subject(), centre, input.code())
        .map(poster -> changed(List.of(poster)))
        .orElseGet(() -> refused(StaffRefusalCode.UNKNOWN_SITE_CODE, language, "code"));
  }

  private static SiteCodeOutcome changed(List<SiteCodes.Poster> codes) {
    return new SiteCodeOutcome.Changed(new SiteCodesChanged(codes));
  }

  private SiteCodeOutcome refused(StaffRefusalCode code, Language language, String field) {
    return new SiteCodeOutcome.Refused(refusals.of(code, language, field));
  }

  /// Changes codes and writes the audit line, in one transaction.
  @Singleton
  @Requires(condition = InStaffProcess.class)
  static class Issuing {

    private final SiteCodes codes;
    private final AuditTrail trail;

    Issuing(SiteCodes codes, AuditTrail trail) {
      this.codes = codes;
      this.trail = trail;
    }

    LocalDate latestEnd() {
      return codes.latestEnd();
    }

    List<SiteCodes.Poster> list(String centre, String after, int atMost) {
      return codes.page(centre, after, atMost);
    }

    @Transactional
    List<SiteCodes.Poster> issue(
        String worker, String centre, Issue input, Area area, String english, int count) {
      List<SiteCodes.Poster> made =
          codes.issue(
              centre,
              input.gatekeeperKind(),
              area,
              input.office(),
              english,
              count,
              input.exerciseUntil());
      trail.record(worker, centre, AuditAction.SITE_CODES_ISSUED, null);
      return made;
    }

    @Transactional
    Optional<SiteCodes.Poster> revoke(String worker, String centre, String code) {
      Optional<SiteCodes.Poster> revoked = codes.revoke(centre, code);
      revoked.ifPresent(
          poster -> trail.record(worker, centre, AuditAction.SITE_CODES_REVOKED, null));
      return revoked;
    }
  }
}
