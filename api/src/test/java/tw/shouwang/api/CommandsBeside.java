package tw.shouwang.api;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import jakarta.inject.Singleton;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/// Commands as an operator runs them beside the test's own node: with its settings and its
/// database, each on parts of its own that nothing has set up yet.
@Singleton
public final class CommandsBeside {

  private final Environment node;

  CommandsBeside(Environment node) {
    this.node = node;
  }

  /// How a command ended.
  ///
  /// @param said its standard output and error
  public record Ended(int status, String said) {}

  public Ended run(String... words) {
    return run(Map.of(), words);
  }

  /// @param more settings beside the node's
  Ended run(Map<String, Object> more, String... words) {
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said, true);
    try (PartsOnDemand parts = parts(more)) {
      CommandLine line = Commands.line(parts, List.of(words)).setOut(out).setErr(out);
      int status = Application.run(line, List.of(words));
      return new Ended(status, said.toString());
    }
  }

  PartsOnDemand parts() {
    return parts(Map.of());
  }

  private PartsOnDemand parts(Map<String, Object> more) {
    List<PropertySource> sources = new ArrayList<>(node.getPropertySources());
    sources.add(PropertySource.of("more", more));
    return new PartsOnDemand(
        ApplicationContext.builder().propertySources(sources.toArray(PropertySource[]::new)));
  }
}
