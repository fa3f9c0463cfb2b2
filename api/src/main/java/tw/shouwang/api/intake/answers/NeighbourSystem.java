package tw.shouwang.api.intake.answers;

import java.util.Arrays;
import java.util.Optional;

/// Another authority's system in which a case continues. The names are those of the GraphQL enum.
public enum NeighbourSystem {
  PROTECTION,
  VULNERABLE_FAMILY,
  MENTAL_HEALTH,
  SUICIDE_PREVENTION,
  SCHOOL,
  POLICE,
  DRUG_CENTRE,
  CIVIL_AFFAIRS,
  LABOUR,
  VOLUNTEER_VISITS;

  /// Empty for a system that only a newer version knows.
  public static Optional<NeighbourSystem> named(String name) {
    return Arrays.stream(values()).filter(each -> each.name().equals(name)).findAny();
  }
}
