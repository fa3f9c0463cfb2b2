package tw.shouwang.api;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import tw.shouwang.api.database.Database;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.ProcessRoles;
import tw.shouwang.api.process.StartRefused;
import tw.shouwang.graphql.documents.UnfitDocuments;

/// Starts the service, or runs one command for an operator.
///
/// `serve`, or no argument, starts the service; on SIGTERM it finishes running requests before it
/// stops. Any other argument is a command, e.g. `keys list`; `--help` lists them.
public final class Application {

  /// The exit status of a start that was refused for a reason that an operator can correct
  /// (`EX_CONFIG`).
  private static final int REFUSED = 78;

  /// The output stream of the log; `logback-*.xml` read it before the first line.
  private static final String LOG_STREAM = "shouwang.log.stream";

  private Application() {}

  public static void main(String[] arguments) {
    List<String> words = words(arguments);
    boolean serves = words.isEmpty() || words.getFirst().equals("serve");
    if (!serves) {
      // The log goes to standard error, so that standard output holds only the command's result,
      // for scripts.
      System.setProperty(LOG_STREAM, "System.err");
    }
    try {
      if (serves) {
        serve();
      } else {
        System.exit(command(words));
      }
    } catch (RuntimeException e) {
      RuntimeException refused = refusal(e);
      if (refused != null) {
        log().error("{}", refused.getMessage());
      } else {
        log().error("the service did not start", e);
      }
      System.exit(refused != null ? REFUSED : 1);
    }
  }

  /// The words of a command. The build passes a whole command as one argument, which is split; a
  /// shell has split it already, and a name may contain a space.
  private static List<String> words(String[] arguments) {
    return arguments.length == 1
        ? Arrays.stream(arguments[0].strip().split("\\s+")).filter(word -> !word.isEmpty()).toList()
        : List.of(arguments);
  }

  private static int command(List<String> words) {
    try (PartsOnDemand parts = new PartsOnDemand()) {
      CommandLine commands = Commands.line(parts);
      commands.setExecutionExceptionHandler((failure, line, _) -> {
        RuntimeException refused = refusal(failure);
        if (refused == null) {
          throw failure;
        }
        line.getErr().println(refused.getMessage());
        return REFUSED;
      });
      // One writer for all commands: what one of them did not end with a line is written too.
      PrintWriter out = commands.getOut();
      commands.setOut(out);
      int status = commands.execute(words.toArray(String[]::new));
      out.flush();
      return status;
    }
  }

  /// Asked for late: most commands log nothing, and setting the log up takes as long as they do.
  private static Logger log() {
    return LoggerFactory.getLogger(Application.class);
  }

  private static void serve() {
    long began = System.nanoTime();
    ApplicationContext context = ApplicationContext.builder().build();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(context), "stop"));
    context.start();
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

  private static @Nullable RuntimeException refusal(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StartRefused || cause instanceof UnfitDocuments) {
        return (RuntimeException) cause;
      }
    }
    return null;
  }
}
