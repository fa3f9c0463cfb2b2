package tw.shouwang.api;

import static java.util.Map.entry;
import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
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

  /// Those of the package for servers, by their names.
  private static final Map<String, Function<ServiceParts, OperatorCommand>> OF_SERVERS =
      Map.ofEntries(
          entry("audit", AuditCommand::new),
          entry("centres", CentresCommand::new),
          entry("check", CheckCommand::new),
          entry("check-page", _ -> new CheckPageCommand()),
          entry("directory", DirectoryCommand::new),
          entry("documents", _ -> new DocumentsCommand()),
          entry("guide", GuideCommand::new),
          entry("i18n", _ -> new I18nCommand()),
          entry("integrity", _ -> new IntegrityCommand()),
          entry("keys", KeysCommand::new),
          entry("messages", _ -> new MessagesCommand()),
          entry("migrate", MigrateCommand::new),
          entry("proof", ProofCommand::new),
          entry("restore", RestoreCommand::new),
          entry("retention", RetentionCommand::new),
          entry("rewrite", RewriteCommand::new),
          entry("settings", _ -> new SettingsCommand()),
          entry("sites", SitesCommand::new),
          entry("staff", StaffCommand::new),
          entry("webhooks", WebhooksCommand::new));

  private Commands() {}

  /// The command line `shouwang` for these words.
  ///
  /// @param parts used only by the command that runs
  static CommandLine line(ServiceParts parts, List<String> words) {
    CommandLine line = new CommandLine(CommandSpec.create());
    line.setCommandName("shouwang");
    line.getCommandSpec().mixinStandardHelpOptions(true);
    Map<String, OperatorCommand> ofDevelopment = ofDevelopment(parts);
    Set<String> names = new TreeSet<>(OF_SERVERS.keySet());
    names.addAll(ofDevelopment.keySet());
    boolean one = !words.isEmpty() && names.contains(words.getFirst());
    for (String name : one ? Set.of(words.getFirst()) : names) {
      OperatorCommand known = ofDevelopment.get(name);
      OperatorCommand command =
          known == null ? requireNonNull(OF_SERVERS.get(name)).apply(parts) : known;
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
