package tw.shouwang.api;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import tw.shouwang.api.cases.retention.RestoreCommand;
import tw.shouwang.api.cases.retention.RetentionCommand;
import tw.shouwang.api.cases.retention.RewriteCommand;
import tw.shouwang.api.cases.sealing.CentresCommand;
import tw.shouwang.api.cases.sealing.KeysCommand;
import tw.shouwang.api.cases.sealing.ProofCommand;
import tw.shouwang.api.cases.sites.SitesCommand;
import tw.shouwang.api.database.MigrateCommand;
import tw.shouwang.api.directory.editing.DirectoryCommand;
import tw.shouwang.api.guidance.GuideCommand;
import tw.shouwang.api.intake.audit.AuditCommand;
import tw.shouwang.api.intake.login.StaffCommand;
import tw.shouwang.api.intake.webhooks.WebhooksCommand;
import tw.shouwang.api.operators.CheckCommand;
import tw.shouwang.api.operators.DocumentsCommand;
import tw.shouwang.api.operators.SettingsCommand;
import tw.shouwang.api.pages.integrity.CheckPageCommand;
import tw.shouwang.api.pages.integrity.IntegrityCommand;
import tw.shouwang.api.process.OperatorCommand;
import tw.shouwang.api.process.ServiceParts;
import tw.shouwang.api.words.I18nCommand;
import tw.shouwang.api.words.MessagesCommand;

/// All commands for operators. They are known without the service, so that a mistyped one is
/// refused, and help is given, before anything starts.
final class Commands {

  /// Adds the commands for development. The package for servers does not have this class.
  private static final String OF_DEVELOPMENT = "tw.shouwang.api.DevelopmentCommands";

  private Commands() {}

  /// The command line `shouwang`.
  ///
  /// @param parts used only by the command that runs
  static CommandLine line(ServiceParts parts) {
    CommandLine line = new CommandLine(CommandSpec.create());
    line.setCommandName("shouwang");
    line.getCommandSpec().mixinStandardHelpOptions(true);
    all(parts).forEach(line::addSubcommand);
    return line;
  }

  /// The commands of the package for servers.
  static List<OperatorCommand> ofServers(ServiceParts parts) {
    return List.of(
        new AuditCommand(parts),
        new CentresCommand(parts),
        new CheckCommand(parts),
        new CheckPageCommand(),
        new DirectoryCommand(parts),
        new DocumentsCommand(),
        new GuideCommand(parts),
        new I18nCommand(),
        new IntegrityCommand(),
        new KeysCommand(parts),
        new MessagesCommand(),
        new MigrateCommand(parts),
        new ProofCommand(parts),
        new RestoreCommand(parts),
        new RetentionCommand(parts),
        new RewriteCommand(parts),
        new SettingsCommand(),
        new SitesCommand(parts),
        new StaffCommand(parts),
        new WebhooksCommand(parts));
  }

  private static List<OperatorCommand> all(ServiceParts parts) {
    Map<String, OperatorCommand> byName = new TreeMap<>();
    Stream.concat(ofServers(parts).stream(), ofDevelopment(parts).stream())
        .forEach(command -> byName.put(new CommandLine(command).getCommandName(), command));
    return List.copyOf(byName.values());
  }

  private static List<OperatorCommand> ofDevelopment(ServiceParts parts) {
    try {
      return ((CommandSource) Class.forName(OF_DEVELOPMENT).getDeclaredConstructor().newInstance())
          .commands(parts);
    } catch (ClassNotFoundException e) {
      return List.of();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /// More commands.
  interface CommandSource {
    List<OperatorCommand> commands(ServiceParts parts);
  }
}
