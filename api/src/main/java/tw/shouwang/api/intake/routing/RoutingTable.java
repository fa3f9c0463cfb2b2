package tw.shouwang.api.intake.routing;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A centre's rows in order; the first that fits decides.
///
/// @param version 0 for the one that comes with the service
/// @param savedBy nobody, for that one
record RoutingTable(
    int version, @Nullable String savedBy, @Nullable Instant savedAt, List<RoutingRule> rules) {

  RoutingTable {
    rules = List.copyOf(rules);
  }

  /// The position of the first row that fits; the last row always does.
  int rowFor(RoutedCase routed) {
    for (int row = 0; row < rules.size(); row++) {
      if (rules.get(row).fits(routed)) {
        return row;
      }
    }
    return rules.size() - 1;
  }
}
