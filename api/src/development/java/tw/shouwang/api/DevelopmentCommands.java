package tw.shouwang.api;

import java.util.Map;
import tw.shouwang.api.cases.desk.CasesCommand;
import tw.shouwang.api.intake.login.DevelopmentStaffCommand;
import tw.shouwang.api.process.OperatorCommand;
import tw.shouwang.api.process.ServiceParts;

/// The commands for trying the service out.
final class DevelopmentCommands implements Commands.CommandSource {

  @Override
  public Map<String, OperatorCommand> commands(ServiceParts parts) {
    return Map.of("cases", new CasesCommand(parts), "staff", new DevelopmentStaffCommand(parts));
  }
}
