package tw.shouwang.api.intake.routing;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A centre's rows in order; the first that matches decides.
///
/// @param version 0 for the table that comes with the service
/// @param savedBy null for that table
record RoutingTable(
    int version, @Nullable String savedBy, @Nullable Instant savedAt, List<RoutingRule> rules) {

  RoutingTable {
    rules = List.copyOf(rules);
  }

  /// The position of the first row that matches; the last row always does.
  int rowFor(RoutedCase routed) {
    for (int row = 0; row < rules.size(); row++) {
      if (rules.get(row).fits(routed)) {
        return row;
      }
    }
    return rules.size() - 1;
  }
}
