package tw.shouwang.graphql.deprecations;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A field, argument, input field or enum value that the schema calls deprecated.
///
/// @param at its schema coordinate, e.g. `Filter.name` or `Query.things(filter:)`
/// @param since the day on which it became deprecated, in Taiwan
/// @param replacement what replaces it: a name beside it, or a coordinate
/// @param reason what the schema says, the day and the replacement included
public record DeprecatedPart(String at, LocalDate since, String replacement, String reason) {

  private static final Pattern REASON =
      Pattern.compile("(\\d{4}-\\d{2}-\\d{2}): use `([A-Za-z0-9_.():]+)`.*", Pattern.DOTALL);

  /// Reads the reason of `@deprecated`; empty unless it begins with the day and the replacement, as
  /// in ``2026-11-28: use `names`; lists are named in the plural.``
  public static Optional<DeprecatedPart> of(String at, String reason) {
    Matcher parts = REASON.matcher(reason);
    try {
      return parts.matches()
          ? Optional.of(
              new DeprecatedPart(at, LocalDate.parse(parts.group(1)), parts.group(2), reason))
          : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
