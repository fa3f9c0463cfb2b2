package tw.shouwang.api.intake.routing;

import java.util.List;

/// The result of a change of the table.
sealed interface RoutingAnswer {

  /// The schema's type of the same name.
  ///
  /// @param differences how many open cases would move from which office to which other
  record RoutingChanged(RoutingTable table, boolean dryRun, List<RoutingDifference> differences)
      implements RoutingAnswer {
    public RoutingChanged {
      differences = List.copyOf(differences);
    }
  }

  record RoutingDifference(String fromOffice, String toOffice, int cases) {}

  /// @param version the table's present version
  record Conflict(int version) implements RoutingAnswer {}

  /// Too many changes or dry runs in a short time.
  record TryLater() implements RoutingAnswer {}

  /// The table has no rows, or its last row does not match every case.
  record Unsound() implements RoutingAnswer {}

  record TooManyRules() implements RoutingAnswer {}

  record UnknownOffices(List<String> offices) implements RoutingAnswer {
    public UnknownOffices {
      offices = List.copyOf(offices);
    }
  }
}
