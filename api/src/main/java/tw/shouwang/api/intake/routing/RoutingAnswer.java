package tw.shouwang.api.intake.routing;

import java.util.List;

/// What became of the wish to change the table.
sealed interface RoutingAnswer {

  /// The schema's type of the same name.
  ///
  /// @param differences how many open cases would go from which office to which other
  record RoutingChanged(RoutingTable table, boolean dryRun, List<RoutingDifference> differences)
      implements RoutingAnswer {
    public RoutingChanged {
      differences = List.copyOf(differences);
    }
  }

  record RoutingDifference(String fromOffice, String toOffice, int cases) {}

  /// @param version the one there is now
  record Conflict(int version) implements RoutingAnswer {}

  /// No rows, or a last one that does not fit every case.
  record Unsound() implements RoutingAnswer {}

  record TooManyRules() implements RoutingAnswer {}

  record UnknownOffices(List<String> offices) implements RoutingAnswer {
    public UnknownOffices {
      offices = List.copyOf(offices);
    }
  }
}
