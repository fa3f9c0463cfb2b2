package tw.shouwang.api.intake.alerts;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import tw.shouwang.api.devices.TokenShape;
import tw.shouwang.api.intake.StaffRefusalCode;
import tw.shouwang.api.intake.StaffRefusals;
import tw.shouwang.api.intake.StaffText;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.intake.login.StaffSlice;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.api.ratelimits.RateLimit;
import tw.shouwang.api.ratelimits.SharedLimits;
import tw.shouwang.graphql.Arguments;
import tw.shouwang.graphql.RequestContext;
import tw.shouwang.i18n.Language;
import tw.shouwang.notifications.DeviceToken;

/// The devices of staff in the staff schema.
@Singleton
@Requires(condition = InStaffProcess.class)
class AlertFetchers implements StaffSlice {

  private static final int LONGEST_NAME = 40;

  private final AlertDevices devices;
  private final SharedLimits limits;
  private final StaffRefusals refusals;

  AlertFetchers(AlertDevices devices, SharedLimits limits, StaffRefusals refusals) {
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

  /// As the schema's type of the same name.
  record AlertsChanged(List<AlertDevice> devices) {}

  @Override
  public String name() {
    return "alerts";
  }

  @Override
  public void wire(RuntimeWiring.Builder wiring) {
    wiring
        .type(
            "Query",
            type ->
                type.dataFetcher(
                    "alertDevices", environment -> devices.of(StaffMember.of(environment))))
        .type(
            "Mutation",
            type ->
                type.dataFetcher("enableAlerts", this::enable)
                    .dataFetcher("disableAlerts", this::disable));
  }

  private Object enable(DataFetchingEnvironment environment) {
    EnableAlertsInput input = Arguments.read(environment, "input", EnableAlertsInput.class);
    StaffMember member = StaffMember.of(environment);
    Language language = RequestContext.of(environment).language();
    Optional<StaffRefusalCode> problem = StaffText.problem(input.device(), LONGEST_NAME);
    if (problem.isPresent()) {
      return refusals.of(problem.get(), language, "device");
    }
    if (!TokenShape.accepts(input.token())) {
      return refusals.of(StaffRefusalCode.INVALID, language, "token");
    }
    if (!limits.takeAsMember(RateLimit.STEPS, member.subject()).isZero()) {
      return refusals.of(StaffRefusalCode.TRY_LATER, language, null);
    }
    return devices.enable(member, input.device(), new DeviceToken(input.token()))
        ? new AlertsChanged(devices.of(member))
        : refusals.of(StaffRefusalCode.TOO_LONG, language, "device");
  }

  private Object disable(DataFetchingEnvironment environment) {
    DisableAlertsInput input = Arguments.read(environment, "input", DisableAlertsInput.class);
    StaffMember member = StaffMember.of(environment);
    Language language = RequestContext.of(environment).language();
    if (!limits.takeAsMember(RateLimit.STEPS, member.subject()).isZero()) {
      return refusals.of(StaffRefusalCode.TRY_LATER, language, null);
    }
    devices.disable(member, input.device());
    return new AlertsChanged(devices.of(member));
  }
}
