package tw.shouwang.api;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import tw.shouwang.api.operators.NotSet;

/// What a process of the service answers to its environment variables and a command's words,
/// without starting one, which takes ten times as long. A process is needed where something of it
/// is asked: its log, its exit status, how it ends, the names of its variables. It is needed for a
/// start that is refused, too: its jobs begin meanwhile, and only the end of their process ends
/// them.
public final class ServiceHere {

  private static final String ENVIRONMENTS = "MICRONAUT_ENVIRONMENTS";

  private ServiceHere() {}

  /// How a command ended.
  ///
  /// @param output standard output and standard error, without the log
  /// @param answer standard output
  public record Ended(int status, String output, String answer) {}

  public static Ended run(Map<String, String> variables, String... words) {
    StringWriter answer = new StringWriter();
    StringWriter error = new StringWriter();
    try (PartsOnDemand parts = new PartsOnDemand(builder(variables));
        PrintWriter out = new PrintWriter(answer);
        PrintWriter err = new PrintWriter(error)) {
      CommandLine line = Commands.line(parts, List.of(words)).setOut(out).setErr(err);
      int status = Application.run(line, List.of(words));
      out.flush();
      err.flush();
      return new Ended(status, answer + "\n" + error, answer.toString().stripTrailing());
    }
  }

  private static ApplicationContextBuilder builder(Map<String, String> variables) {
    Map<String, Object> set = new HashMap<>(variables);
    set.put("MICRONAUT_SERVER_PORT", "-1");
    for (String name : NotSet.in(variables)) {
      set.remove(name);
    }
    @Nullable String environment = variables.get(ENVIRONMENTS);
    return ApplicationContext.builder()
        // Not the one of tests, and nothing of this JVM's own variables.
        .deduceEnvironment(false)
        .environmentPropertySource(false)
        .environments(environment == null ? new String[0] : new String[] {environment})
        .propertySources(
            PropertySource.of("variables", set, PropertyConvention.ENVIRONMENT_VARIABLE));
  }
}
