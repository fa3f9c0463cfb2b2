package tw.shouwang.api;

import io.micronaut.context.ApplicationContext;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.PrintWriter;
import java.net.BindException;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import tw.shouwang.api.database.Database;
import tw.shouwang.api.directory.snapshot.SnapshotStore;
import tw.shouwang.api.operators.CommandFailure;
import tw.shouwang.api.operators.NotSet;
import tw.shouwang.api.operators.Refusal;
import tw.shouwang.api.operators.SetupChecks;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.ProcessRoles;

/// Starts the service, or runs one command for an operator.
///
/// `serve`, or no argument, starts the service; on SIGTERM it finishes running requests before it
/// stops. Any other argument is a command, e.g. `keys list`; `--help` lists them.
public final class Application {

  /// The exit status of a start that was refused for a reason that an operator can correct.
  private static final int REFUSED = CommandFailure.OF_SETTINGS;

  /// The exit status of a command that failed for none (`EX_SOFTWARE`).
  private static final int BROKEN = 70;

  /// The values of LogSetup.FORMAT, the default first.
  private static final List<String> LOG_FORMATS = List.of(LogSetup.PLAIN, LogSetup.JSON);

  private static final String QUOTED = "\"([^\"]*)\"|'([^']*)'";
  private static final Pattern QUOTES = Pattern.compile(QUOTED);

  /// As in a shell, quotes may stand anywhere in a word.
  private static final Pattern WORD = Pattern.compile("(?:" + QUOTED + "|\\S)+");

  private Application() {}

  public static void main(String[] arguments) {
    refuseUnknownLogFormat();
    List<String> words = words(arguments);
    boolean serves = words.isEmpty() || words.getFirst().equals("serve");
    if (!serves) {
      // The log goes to standard error, so that standard output holds only the command's result,
      // for scripts.
      System.setProperty(LogSetup.STREAM, "System.err");
    }
    try {
      if (serves) {
        serve();
      } else {
        System.exit(command(words));
      }
    } catch (RuntimeException e) {
      Optional<String> refused = Refusal.of(e);
      if (refused.isPresent()) {
        log().error("{}", refused.get());
      } else if (isPortTaken(e)) {
        log().error("{}", e.getMessage());
      } else {
        log().error("the service did not start", e);
      }
      System.exit(refused.isPresent() ? REFUSED : 1);
    }
  }

  /// Whoever has the port may give it free, so this is no refusal for good.
  private static boolean isPortTaken(RuntimeException failure) {
    return failure instanceof ServerStartupException && failure.getCause() instanceof BindException;
  }

  /// With an unknown format there is no log to write to, so this is checked first and goes to
  /// standard error.
  private static void refuseUnknownLogFormat() {
    String format = System.getenv().getOrDefault(LogSetup.FORMAT, "");
    if (format.isEmpty()) {
      System.setProperty(LogSetup.FORMAT, LOG_FORMATS.getFirst());
    } else if (!LOG_FORMATS.contains(format)) {
      System.err.println(LogSetup.FORMAT + " is one of " + String.join(", ", LOG_FORMATS) + ".");
      System.exit(REFUSED);
    }
  }

  /// Created on first use: most commands log nothing, and setting up the log takes as long as they
  /// do.
  private static Logger log() {
    return LoggerFactory.getLogger(Application.class);
  }

  /// The words of a command. The build passes a whole command as one argument, which is split at
  /// spaces outside quotes; a shell has split it already, and a name may contain a space.
  static List<String> words(String[] arguments) {
    return arguments.length == 1
        ? WORD.matcher(arguments[0])
            .results()
            .map(word -> QUOTES.matcher(word.group()).replaceAll(Application::withoutQuotes))
            .toList()
        : List.of(arguments);
  }

  private static String withoutQuotes(MatchResult quoted) {
    String text = quoted.group(1) == null ? quoted.group(2) : quoted.group(1);
    return Matcher.quoteReplacement(text);
  }

  private static int command(List<String> words) {
    try (PartsOnDemand parts = new PartsOnDemand()) {
      CommandLine commands = Commands.line(parts, words);
      // One writer for all commands: what one of them did not end with a line is written too.
      PrintWriter out = commands.getOut();
      commands.setOut(out);
      int status = run(commands, words);
      out.flush();
      return status;
    }
  }

  /// Runs a command and tells what its operator can do about a failure.
  ///
  /// @return its exit status
  static int run(CommandLine commands, List<String> words) {
    commands.setExecutionExceptionHandler((failure, line, _) -> {
      Optional<CommandFailure> known = CommandFailure.of(failure, words);
      if (known.isEmpty()) {
        failure.printStackTrace(line.getErr());
        return BROKEN;
      }
      line.getErr().println(known.get().sentence());
      return known.get().status();
    });
    commands.setParameterExceptionHandler((mistake, _) -> mistyped(mistake));
    return commands.execute(words.toArray(String[]::new));
  }

  /// Says what was typed wrongly, without a screen of options in which nobody would find it.
  private static int mistyped(CommandLine.ParameterException mistake) {
    CommandLine line = mistake.getCommandLine();
    PrintWriter err = line.getErr();
    err.println(mistake.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(mistake, err);
    err.print(line.getHelp().fullSynopsis());
    err.println("`%s --help` says more.".formatted(line.getCommandSpec().qualifiedName()));
    return CommandLine.ExitCode.USAGE;
  }

  private static void serve() {
    long began = System.nanoTime();
    ApplicationContext context =
        ApplicationContext.builder()
            .environmentVariableExcludes(NotSet.in(System.getenv()))
            .build();
    SetupChecks.ofSettings(context.getEnvironment().start());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(context), "stop"));
    context.start();
    // Waits for the first directory before the port opens, so that no request waits for it. A
    // process that cannot build one does not start.
    context.getBean(SnapshotStore.class).current();
    EmbeddedServer server = context.getBean(EmbeddedServer.class);
    server.start();
    log()
        .info(
            "Shouwang is ready as {} after {} ms: {}{}",
            context.getBean(ProcessRoles.class),
            (System.nanoTime() - began) / 1_000_000,
            server.getURI(),
            context.getEnvironment().getActiveNames().contains(Environments.PROD)
                ? ""
                : " (look at /graphiql, ask at /graphql)");
  }

  static void stop(ApplicationContext context) {
    // The database stops last: the connection pools and the push worker end with the context, and
    // need it until then.
    var started = context.getActiveBeanRegistrations(Database.class);
    context.close();
    started.forEach(database -> database.getBean().close());
  }
}
