package tw.shouwang.api.intake.clocks;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.desk.InboxQueries;
import tw.shouwang.api.intake.answers.ListPosition;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.intake.login.StaffRole;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.foundation.Ids;
import tw.shouwang.graphql.errors.RequestError;
import tw.shouwang.i18n.Messages;

/// Shows staff the clocks of their own centre's cases.
@Singleton
@Requires(condition = InStaffProcess.class)
class ClockService {

  private static final int LONGEST = 100;

  private final CaseClocks clocks;
  private final InboxQueries cases;
  private final Messages messages = Messages.of("clocks");
  private final Messages intake = Messages.of("intake");

  ClockService(CaseClocks clocks, InboxQueries cases) {
    this.clocks = clocks;
    this.cases = cases;
  }

  /// @param after a cursor of this list
  List<RunningClock> missed(StaffMember member, int first, @Nullable String after) {
    String centre = centre(member, first);
    ListPosition from =
        after == null
            ? ListPosition.START
            : ListPosition.parse(after)
                .filter(position -> ClockKind.named(position.kind()) != null)
                .orElseThrow(() ->
                    new RequestError(
                        "INVALID_CURSOR",
                        language -> intake.text(language, "error.INVALID_CURSOR")));
    return clocks.missed(centre, from, first);
  }

  int countMissed(StaffMember member) {
    return clocks.countMissed(member.actingIn(StaffRole.INTAKE_WORKER, StaffRole.SUPERVISOR));
  }

  List<UUID> closingSoon(StaffMember member, int first) {
    return clocks.closingSoon(centre(member, first), first);
  }

  /// Empty for a case that does not exist, is erased or belongs to another centre.
  Optional<List<RunningClock>> ofCase(StaffMember member, String id) {
    String centre = member.actingIn(StaffRole.INTAKE_WORKER, StaffRole.SUPERVISOR);
    return Ids.parse(id).filter(known -> cases.find(known, centre).isPresent()).map(clocks::of);
  }

  private String centre(StaffMember member, int first) {
    if (first < 1 || first > LONGEST) {
      throw new RequestError("BAD_USER_INPUT", language -> messages.text(language, "page.invalid"));
    }
    return member.actingIn(StaffRole.INTAKE_WORKER, StaffRole.SUPERVISOR);
  }
}
