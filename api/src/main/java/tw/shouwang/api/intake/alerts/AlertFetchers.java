package tw.shouwang.api.intake.alerts;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Optional;
import tw.shouwang.api.intake.alerts.AlertService.AlertAnswer;
import tw.shouwang.api.intake.alerts.AlertService.DisableAlertsInput;
import tw.shouwang.api.intake.alerts.AlertService.EnableAlertsInput;
import tw.shouwang.api.intake.answers.StaffRefusals;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.intake.login.StaffSlice;
import tw.shouwang.api.process.InStaffProcess;
import tw.shouwang.graphql.Arguments;
import tw.shouwang.graphql.RequestContext;

/// The GraphQL fields of staff devices.
@Singleton
@Requires(condition = InStaffProcess.class)
class AlertFetchers implements StaffSlice {

  private final AlertService service;
  private final DutyService duty;
  private final StaffRefusals refusals;

  AlertFetchers(AlertService service, DutyService duty, StaffRefusals refusals) {
    this.service = service;
    this.duty = duty;
    this.refusals = refusals;
  }

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
                        "alertDevices", environment -> service.list(StaffMember.of(environment)))
                    .dataFetcher("centreDuty", environment -> duty.of(StaffMember.of(environment))))
        .type(
            "Mutation",
            type ->
                type.dataFetcher("enableAlerts", this::enable)
                    .dataFetcher("disableAlerts", this::disable)
                    .dataFetcher("saveCentreHours", this::saveHours)
                    .dataFetcher("nameSecondReceiver", this::nameSecond));
  }

  private Object enable(DataFetchingEnvironment environment) {
    return shown(
        service.enable(
            StaffMember.of(environment),
            RequestContext.of(environment).language(),
            Arguments.read(environment, "input", EnableAlertsInput.class)));
  }

  private Object disable(DataFetchingEnvironment environment) {
    return shown(
        service.disable(
            StaffMember.of(environment),
            RequestContext.of(environment).language(),
            Arguments.read(environment, "input", DisableAlertsInput.class)));
  }

  private Object saveHours(DataFetchingEnvironment environment) {
    return answer(
        environment,
        duty.save(
            StaffMember.of(environment),
            Arguments.read(environment, "input", DutyService.SaveCentreHoursInput.class)));
  }

  private Object nameSecond(DataFetchingEnvironment environment) {
    return answer(
        environment,
        duty.name(
            StaffMember.of(environment),
            Arguments.read(environment, "input", DutyService.NameSecondReceiverInput.class)));
  }

  private Object answer(
      DataFetchingEnvironment environment, Optional<DutyService.Mistake> mistake) {
    if (mistake.isPresent()) {
      return refusals.of(
          mistake.get().code(), RequestContext.of(environment).language(), mistake.get().field());
    }
    return new CentreDutyChanged(duty.of(StaffMember.of(environment)));
  }

  /// The schema's type of the same name.
  record CentreDutyChanged(DutyService.CentreDuty duty) {}

  private static Object shown(AlertAnswer answer) {
    return switch (answer) {
      case AlertAnswer.AlertsChanged changed -> changed;
      case AlertAnswer.Refused(var refusal) -> refusal;
    };
  }
}
