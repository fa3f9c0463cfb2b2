package tw.shouwang.api.intake.alerts;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.records.Happening;
import tw.shouwang.api.intake.webhooks.WebhookEvent;

/// Who at a centre hears of what happens to a case: the only place that decides it, for the steps
/// of senders, of staff and of clocks alike. Open programs are not in it, because they read the
/// cases themselves every two seconds.
///
/// @param event what the centre's receivers are told; null for nothing
/// @param people whose devices get a push
record WhoHears(@Nullable WebhookEvent event, Set<Hearer> people) {

  private static final WhoHears NOBODY = new WhoHears(null, Set.of());

  WhoHears {
    people = Set.copyOf(people);
  }

  /// Somebody with a device.
  enum Hearer {
    /// The worker who has claimed the case.
    CLAIMANT,
    /// Everybody of the centre who has registered a device.
    EVERYBODY,
    SUPERVISORS,
    /// The centre's second receiver, for danger that nobody claims.
    SECOND
  }

  /// @param now the case after what happened
  /// @param dangerBegins whether it is danger from now on, or danger that nobody has any more
  static WhoHears of(Happening what, AlertedCase now, boolean dangerBegins) {
    return switch (what) {
      case DANGER_SAID, DANGER_HEARD -> danger();
      case ARRIVED, TRANSFERRED, GRADED, RELEASED, MERGED, SEPARATED, REOPENED, TAKEN_AS_REAL ->
          begins(what, now, dangerBegins);
      // A worker who is given an urgent case may be looking at something else.
      case ASSIGNED -> now.urgent() ? claimant() : NOBODY;
      case SENDER_REOPENED -> wrote(WebhookEvent.CASE_REOPENED, now);
      case SENDER_WROTE -> wrote(WebhookEvent.MESSAGE_ARRIVED, now);
      case DANGER_WAITS -> new WhoHears(WebhookEvent.DANGER_SECOND, EnumSet.of(Hearer.SECOND));
      case DANGER_STILL_WAITS ->
          new WhoHears(WebhookEvent.DANGER_UNCLAIMED, EnumSet.of(Hearer.SUPERVISORS));
      case CALL_DUE ->
          new WhoHears(
              WebhookEvent.CALL_DUE,
              EnumSet.of(now.claimedBy() == null ? Hearer.EVERYBODY : Hearer.CLAIMANT));
      case DEADLINE_NEAR -> new WhoHears(WebhookEvent.DEADLINE_NEAR, Set.of());
      case DEADLINE_MISSED -> new WhoHears(WebhookEvent.DEADLINE_MISSED, Set.of());
      case WITHDRAWN, CLAIMED, ACKNOWLEDGED, ANSWERED, REFERRED, HANDED_BACK, CLOSED -> NOBODY;
    };
  }

  /// If danger begins in a claimed case, by a merge or a supervisor's grade, its worker is alerted.
  private static WhoHears begins(Happening what, AlertedCase now, boolean dangerBegins) {
    if (!dangerBegins) {
      return NOBODY;
    }
    if (now.claimedBy() == null) {
      return danger();
    }
    return what == Happening.ARRIVED ? NOBODY : claimant();
  }

  private static WhoHears claimant() {
    return new WhoHears(null, EnumSet.of(Hearer.CLAIMANT));
  }

  private static WhoHears danger() {
    return new WhoHears(WebhookEvent.DANGER_ARRIVED, EnumSet.of(Hearer.EVERYBODY));
  }

  /// A message in a case that can wait pushes to nobody: its worker finds it in the inbox.
  private static WhoHears wrote(WebhookEvent event, AlertedCase now) {
    if (!now.urgent()) {
      return new WhoHears(event, Set.of());
    }
    return new WhoHears(
        event, EnumSet.of(now.claimedBy() == null ? Hearer.EVERYBODY : Hearer.CLAIMANT));
  }
}
