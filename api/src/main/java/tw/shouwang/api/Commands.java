package tw.shouwang.api;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Command;
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
///
/// Only the command that a line names is built: building all of them takes longer than most of them
/// run.
final class Commands {

  /// Adds the commands for development. The package for servers does not have this class.
  private static final String OF_DEVELOPMENT = "tw.shouwang.api.DevelopmentCommands";

  private static final List<String> OF_SERVERS =
      List.of(
          "audit",
          "centres",
          "check",
          "check-page",
          "directory",
          "documents",
          "guide",
          "i18n",
          "integrity",
          "keys",
          "messages",
          "migrate",
          "proof",
          "restore",
          "retention",
          "rewrite",
          "settings",
          "sites",
          "staff",
          "webhooks");

  private Commands() {}

  /// The command line `shouwang` for these words.
  ///
  /// @param parts used only by the command that runs
  static CommandLine line(ServiceParts parts, List<String> words) {
    CommandLine line = new CommandLine(CommandSpec.create());
    line.setCommandName("shouwang");
    line.getCommandSpec().mixinStandardHelpOptions(true);
    Map<String, OperatorCommand> ofDevelopment = ofDevelopment(parts);
    Set<String> names = new TreeSet<>(OF_SERVERS);
    names.addAll(ofDevelopment.keySet());
    boolean one = !words.isEmpty() && names.contains(words.getFirst());
    for (String name : one ? Set.of(words.getFirst()) : names) {
      OperatorCommand known = ofDevelopment.get(name);
      OperatorCommand command = known == null ? ofServers(name, parts) : known;
      // A single word that is no command can only ask for the list of them.
      line.addSubcommand(name, words.size() > 1 || one ? command : summary(command));
    }
    return line;
  }

  /// What the list of commands says of one.
  private static CommandSpec summary(OperatorCommand command) {
    CommandSpec summary = CommandSpec.create();
    summary
        .usageMessage()
        .description(command.getClass().getAnnotation(Command.class).description());
    return summary;
  }

  /// A command of the package for servers.
  private static OperatorCommand ofServers(String name, ServiceParts parts) {
    return switch (name) {
      case "audit" -> new AuditCommand(parts);
      case "centres" -> new CentresCommand(parts);
      case "check" -> new CheckCommand(parts);
      case "check-page" -> new CheckPageCommand();
      case "directory" -> new DirectoryCommand(parts);
      case "documents" -> new DocumentsCommand();
      case "guide" -> new GuideCommand(parts);
      case "i18n" -> new I18nCommand();
      case "integrity" -> new IntegrityCommand();
      case "keys" -> new KeysCommand(parts);
      case "messages" -> new MessagesCommand();
      case "migrate" -> new MigrateCommand(parts);
      case "proof" -> new ProofCommand(parts);
      case "restore" -> new RestoreCommand(parts);
      case "retention" -> new RetentionCommand(parts);
      case "rewrite" -> new RewriteCommand(parts);
      case "settings" -> new SettingsCommand();
      case "sites" -> new SitesCommand(parts);
      case "staff" -> new StaffCommand(parts);
      case "webhooks" -> new WebhooksCommand(parts);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Map<String, OperatorCommand> ofDevelopment(ServiceParts parts) {
    try {
      return ((CommandSource) Class.forName(OF_DEVELOPMENT).getDeclaredConstructor().newInstance())
          .commands(parts);
    } catch (ClassNotFoundException e) {
      return Map.of();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /// More commands, by their names; one that a server has too takes its place.
  interface CommandSource {
    Map<String, OperatorCommand> commands(ServiceParts parts);
  }
}
