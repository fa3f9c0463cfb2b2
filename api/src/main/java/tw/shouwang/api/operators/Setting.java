package tw.shouwang.api.operators;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A setting, as an operator sees it.
///
/// @param property its name in a file; empty if it is read from the environment only
/// @param unit what a value looks like
/// @param kind the type that a value is read as; null for text
/// @param standard the value if nothing is set; empty for none
/// @param role which processes use it
/// @param needed when a process in `prod` does not start without it; empty for never
/// @param purpose what it is for
record Setting(
    String variable,
    String property,
    String unit,
    @Nullable Class<?> kind,
    String standard,
    Role role,
    String needed,
    String purpose) {

  /// The placeholder for a centre in a variable's name.
  static final String CENTRE = "<CENTRE>";

  /// The placeholder for a receiver's number in a variable's name.
  private static final String FIRST = "_0_";

  /// Which processes use a setting.
  enum Role {
    BOTH,
    PUBLIC,
    STAFF
  }

  /// The variable that sets a property.
  static String variableOf(String property) {
    return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  Setting withStandard(String other) {
    return new Setting(variable, property, unit, kind, other, role, needed, purpose);
  }

  /// Whether the variable is this setting, also for another centre or receiver.
  boolean isSetBy(String name) {
    return Pattern.matches(
        variable.replace(CENTRE, "[A-Z0-9_]+").replace(FIRST, "_[0-9]{1,3}_"), name);
  }

  /// A line of the reference.
  String row() {
    return "| `%s` | %s | %s | %s | %s | %s | %s |"
        .formatted(
            variable,
            property.isEmpty() ? "" : "`" + property + "`",
            unit,
            standard.isEmpty() ? "" : "`" + standard + "`",
            role.name().toLowerCase(Locale.ROOT),
            needed,
            purpose.replace("|", "\\|"));
  }
}
