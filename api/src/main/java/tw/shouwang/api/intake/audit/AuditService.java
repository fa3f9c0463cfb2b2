package tw.shouwang.api.intake.audit;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.intake.login.StaffRole;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.graphql.errors.RequestError;
import tw.shouwang.i18n.Messages;

/// Shows auditors the trail of their own centre.
@Singleton
@Requires(condition = InStaffProcess.class)
class AuditService {

  private static final int LONGEST = 100;

  private final AuditTrail trail;
  private final Messages messages = Messages.of("audit");

  AuditService(AuditTrail trail) {
    this.trail = trail;
  }

  AuditConnection page(StaffMember member, int first, @Nullable String after) {
    String centre = member.actingIn(StaffRole.AUDITOR);
    if (first < 1 || first > LONGEST) {
      throw new RequestError("BAD_USER_INPUT", language -> messages.text(language, "page.invalid"));
    }
    long before = after == null ? Long.MAX_VALUE : number(after);
    return AuditConnection.of(trail.page(centre, before, first + 1), first, after != null);
  }

  private long number(String cursor) {
    if (!cursor.matches("[1-9][0-9]{0,17}")) {
      throw new RequestError(
          "INVALID_CURSOR", language -> messages.text(language, "cursor.invalid"));
    }
    return Long.parseLong(cursor);
  }
}
