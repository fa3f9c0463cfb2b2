package tw.shouwang.api;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.api.database.Database;
import tw.shouwang.api.process.ProcessRoles;
import tw.shouwang.api.process.StartRefused;

/// Starts the service, and on SIGTERM lets what is in flight end before it stops.
public final class Application {

  /// The exit status of a start that was refused for a reason an operator can mend (`EX_CONFIG`).
  private static final int REFUSED = 78;

  private Application() {}

  public static void main(String[] arguments) {
    Logger log = LoggerFactory.getLogger(Application.class);
    try {
      start(arguments, log);
    } catch (RuntimeException e) {
      StartRefused refused = refusal(e);
      if (refused != null) {
        log.error("{}", refused.getMessage());
      } else {
        log.error("the service did not start", e);
      }
      System.exit(refused != null ? REFUSED : 1);
    }
  }

  private static void start(String[] arguments, Logger log) {
    long began = System.nanoTime();
    ApplicationContext context = ApplicationContext.builder().args(arguments).build();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(context), "stop"));
    context.start();
    EmbeddedServer server = context.getBean(EmbeddedServer.class);
    server.start();
    log.info(
        "Shouwang is ready as {} after {} ms: {} (look at /graphiql, ask at /graphql)",
        context.getBean(ProcessRoles.class),
        (System.nanoTime() - began) / 1_000_000,
        server.getURI());
  }

  private static void stop(ApplicationContext context) {
    // The database last: the pools and the worker end with the context, and need it until then.
    Database database = context.findBean(Database.class).orElse(null);
    context.close();
    if (database != null) {
      database.close();
    }
  }

  private static @Nullable StartRefused refusal(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StartRefused refused) {
        return refused;
      }
    }
    return null;
  }
}
