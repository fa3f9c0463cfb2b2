package tw.shouwang.api.intake.alerts;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import tw.shouwang.api.intake.alerts.AlertService.AlertAnswer;
import tw.shouwang.api.intake.alerts.AlertService.DisableAlertsInput;
import tw.shouwang.api.intake.alerts.AlertService.EnableAlertsInput;
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

  AlertFetchers(AlertService service) {
    this.service = service;
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
                    "alertDevices", environment -> service.list(StaffMember.of(environment))))
        .type(
            "Mutation",
            type ->
                type.dataFetcher("enableAlerts", this::enable)
                    .dataFetcher("disableAlerts", this::disable));
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

  private static Object shown(AlertAnswer answer) {
    return switch (answer) {
      case AlertAnswer.AlertsChanged changed -> changed;
      case AlertAnswer.Refused(var refusal) -> refusal;
    };
  }
}
