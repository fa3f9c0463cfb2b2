package tw.shouwang.api.operators;

import java.util.Map;
import java.util.stream.Stream;

/// The variables that set nothing, so that a process must not read them: links of a Service, and
/// those without a value. So an empty line in an environment file leaves the default, whatever the
/// kind of the setting.
public final class NotSet {

  private NotSet() {}

  /// The names of those among the variables of an environment.
  public static String[] in(Map<String, String> variables) {
    return Stream.concat(
            Stream.of(ServiceLinks.in(variables)),
            variables.entrySet().stream()
                .filter(variable -> isOfSettings(variable.getKey()))
                .filter(variable -> variable.getValue().isBlank())
                .map(Map.Entry::getKey))
        .distinct()
        .sorted()
        .toArray(String[]::new);
  }

  private static boolean isOfSettings(String name) {
    return name.startsWith("SHOUWANG_") || name.startsWith("MICRONAUT_");
  }
}
