package tw.shouwang.api.operators;

import java.util.Map;
import java.util.regex.Pattern;

/// The variables that Kubernetes puts into every container for each Service of its namespace
/// (`enableServiceLinks`). Those of a Service called `shouwang` or `shouwang-…` begin like our
/// settings but are not settings: nobody set them.
final class ServiceLinks {

  /// The names that only such a link has.
  private static final Pattern NAME =
      Pattern.compile(
          "SHOUWANG(_[A-Z0-9_]+)?_(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?"
              + "|PORT_[0-9]{1,5}_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)");

  /// `SHOUWANG_OPERATORS_PORT` may be the setting or the link of a Service: its value tells.
  private static final Pattern PORT = Pattern.compile("SHOUWANG(_[A-Z0-9_]+)?_PORT");

  private static final Pattern ADDRESS = Pattern.compile("(tcp|udp|sctp)://\\S+:[0-9]{1,5}");

  private ServiceLinks() {}

  /// The names of those among the variables of an environment.
  static String[] in(Map<String, String> variables) {
    return variables.entrySet().stream()
        .filter(variable -> isLink(variable.getKey(), variable.getValue()))
        .map(Map.Entry::getKey)
        .sorted()
        .toArray(String[]::new);
  }

  private static boolean isLink(String name, String value) {
    return NAME.matcher(name).matches()
        || (PORT.matcher(name).matches() && ADDRESS.matcher(value).matches());
  }
}
