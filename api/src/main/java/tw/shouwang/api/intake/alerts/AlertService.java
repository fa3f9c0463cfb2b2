package tw.shouwang.api.intake.alerts;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import tw.shouwang.api.devices.TokenShape;
import tw.shouwang.api.intake.answers.StaffRefusalCode;
import tw.shouwang.api.intake.answers.StaffRefusals;
import tw.shouwang.api.intake.answers.StaffRefused;
import tw.shouwang.api.intake.answers.StaffText;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.api.ratelimits.RateLimit;
import tw.shouwang.api.ratelimits.SharedLimits;
import tw.shouwang.i18n.Language;
import tw.shouwang.notifications.DeviceToken;

/// Checks a member's changes of their devices, and answers with the resulting devices or with a
/// refusal.
@Singleton
@Requires(condition = InStaffProcess.class)
class AlertService {

  private static final int LONGEST_NAME = 40;

  private final AlertDevices devices;
  private final SharedLimits limits;
  private final StaffRefusals refusals;

  AlertService(AlertDevices devices, SharedLimits limits, StaffRefusals refusals) {
    this.devices = devices;
    this.limits = limits;
    this.refusals = refusals;
  }

  record EnableAlertsInput(String device, String token) {
    @Override
    public String toString() {
      return "EnableAlertsInput[redacted]";
    }
  }

  record DisableAlertsInput(String device) {}

  /// The answer to a member's change of their devices.
  sealed interface AlertAnswer {

    /// The schema's type of the same name.
    record AlertsChanged(List<AlertDevice> devices) implements AlertAnswer {

      public AlertsChanged {
        devices = List.copyOf(devices);
      }
    }

    record Refused(StaffRefused refusal) implements AlertAnswer {}
  }

  List<AlertDevice> list(StaffMember member) {
    return devices.of(member);
  }

  AlertAnswer enable(StaffMember member, Language language, EnableAlertsInput input) {
    Optional<StaffRefusalCode> problem = StaffText.problem(input.device(), LONGEST_NAME);
    if (problem.isPresent()) {
      return new AlertAnswer.Refused(refusals.of(problem.get(), language, "device"));
    }
    Optional<DeviceToken> token = TokenShape.read(input.token());
    if (token.isEmpty()) {
      return new AlertAnswer.Refused(refusals.of(StaffRefusalCode.INVALID, language, "token"));
    }
    if (isTooFast(member)) {
      return new AlertAnswer.Refused(refusals.of(StaffRefusalCode.TRY_LATER, language, null));
    }
    return devices.enable(member, input.device(), token.get())
        ? new AlertAnswer.AlertsChanged(devices.of(member))
        : new AlertAnswer.Refused(refusals.of(StaffRefusalCode.TOO_LONG, language, "device"));
  }

  AlertAnswer disable(StaffMember member, Language language, DisableAlertsInput input) {
    if (isTooFast(member)) {
      return new AlertAnswer.Refused(refusals.of(StaffRefusalCode.TRY_LATER, language, null));
    }
    devices.disable(member, input.device());
    return new AlertAnswer.AlertsChanged(devices.of(member));
  }

  private boolean isTooFast(StaffMember member) {
    return !limits.takeAsMember(RateLimit.STEPS, member.subject()).isZero();
  }
}
