package tw.shouwang.graphql.testing;

import graphql.schema.diff.DiffEvent;
import graphql.schema.diff.SchemaDiff;
import graphql.schema.diff.SchemaDiffSet;
import graphql.schema.diff.reporting.CapturingReporter;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Compares a schema with the last released one. Each break of a released app must be on the list
/// of accepted breaks, with the day and the reason, and the list must hold nothing that is no
/// longer a break.
///
/// A line of the list is `<break> | <yyyy-MM-dd> | <reason>`; `#` begins a comment.
public final class SchemaBreaks {

  private SchemaBreaks() {}

  /// The problems: a break that is not accepted, or a line that is stale or unreadable.
  public static List<String> findings(String releasedSdl, String sdl, String accepted) {
    Set<String> breaks = breaks(releasedSdl, sdl);
    List<String> findings = new ArrayList<>();
    Set<String> known = new LinkedHashSet<>();
    accepted
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .forEach(line -> {
          String[] parts = line.split("\\s*\\|\\s*", 3);
          if (parts.length < 3 || parts[2].isBlank() || !isDay(parts[1])) {
            findings.add("not `<break> | <yyyy-MM-dd> | <reason>`: " + line);
          } else if (!breaks.contains(parts[0])) {
            findings.add("accepted, but no break (any more): " + parts[0]);
          }
          known.add(parts[0]);
        });
    breaks.stream()
        .filter(each -> !known.contains(each))
        .forEach(each -> findings.add("breaks released apps: " + each));
    return findings;
  }

  /// The breaks between two schemas, named as in the list of accepted breaks.
  public static Set<String> breaks(String releasedSdl, String sdl) {
    CapturingReporter reporter = new CapturingReporter();
    new SchemaDiff().diffSchema(SchemaDiffSet.diffSetFromSdl(releasedSdl, sdl), reporter);
    Set<String> breaks = new LinkedHashSet<>();
    reporter.getBreakages().forEach(event -> breaks.add(name(event)));
    return breaks;
  }

  private static String name(DiffEvent event) {
    StringBuilder name = new StringBuilder().append(event.getCategory()).append(' ');
    name.append(event.getTypeName());
    if (event.getFieldName() != null) {
      name.append('.').append(event.getFieldName());
    }
    event.getComponents().forEach(component -> name.append(' ').append(component));
    return name.toString().strip();
  }

  private static boolean isDay(String text) {
    try {
      LocalDate.parse(text);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
