package tw.shouwang.api;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.env.Environment;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.database.DatabaseStart;
import tw.shouwang.api.operators.NotSet;
import tw.shouwang.api.operators.SetupChecks;
import tw.shouwang.api.process.Environments;
import tw.shouwang.api.process.ProcessRoles;
import tw.shouwang.api.process.ServiceParts;
import tw.shouwang.api.process.StartRefused;

/// The parts of the service for one command, in a context without port, workers and schemas, which
/// starts when the first of them is asked for.
final class PartsOnDemand implements ServiceParts, AutoCloseable {

  /// A command serves no requests, so its end waits for none.
  private static final Map<String, Object> NO_REQUESTS =
      Map.of("micronaut.lifecycle.graceful-shutdown.enabled", false);

  private final ApplicationContextBuilder builder;
  private @Nullable ApplicationContext context;
  private boolean checked;
  private boolean looks;

  PartsOnDemand() {
    this(ApplicationContext.builder().environmentVariableExcludes(NotSet.in(System.getenv())));
  }

  /// @param builder whose settings hold beside those of the configured files
  PartsOnDemand(ApplicationContextBuilder builder) {
    this.builder = builder;
  }

  @Override
  public Environment settings() {
    Environment settings = environment();
    if (!checked) {
      SetupChecks.ofSettings(settings);
      checked = true;
    }
    return settings;
  }

  @Override
  public Environment settingsToCheck() {
    checked = true;
    looks = true;
    return environment();
  }

  @Override
  public <T> T get(Class<T> type) {
    ApplicationContext context = started();
    if (context.containsBean(type)) {
      return context.getBean(type);
    }
    ProcessRoles roles = context.getBean(ProcessRoles.class);
    throw new StartRefused(
        "This process is "
            + roles
            + ", and this command is of another role: set shouwang.roles to the one that its help"
            + " names.");
  }

  @Override
  public <T> T afterSetUp(Class<T> type) {
    get(DatabaseStart.class).setUpForCommand();
    return get(type);
  }

  @Override
  public void close() {
    if (context != null) {
      Application.stop(context);
    }
  }

  private ApplicationContext started() {
    ApplicationContext built = built();
    if (built.isRunning()) {
      return built;
    }
    settings();
    return built.start();
  }

  private Environment environment() {
    return built().getEnvironment().start();
  }

  private ApplicationContext built() {
    ApplicationContext built = context;
    if (built == null) {
      built =
          builder
              .environments(
                  looks
                      ? new String[] {Environments.COMMAND, Environments.LOOK}
                      : new String[] {Environments.COMMAND})
              .banner(false)
              // Otherwise all definitions of beans are read, for a source of settings that there is
              // none of, also by a command that needs the settings only.
              .bootstrapEnvironment(false)
              .properties(NO_REQUESTS)
              .build();
      context = built;
    }
    return built;
  }
}
