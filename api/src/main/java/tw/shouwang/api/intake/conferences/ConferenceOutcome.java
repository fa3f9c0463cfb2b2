package tw.shouwang.api.intake.conferences;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What came of a conference. Stored by name; the names are those of the GraphQL enum.
enum ConferenceOutcome {
  CONTINUED,
  PLAN_CHANGED,
  LEAD_CHANGED,
  RAISED,
  TO_BE_CLOSED,
  NOT_HELD;

  /// Null for an outcome that this version does not know.
  static @Nullable ConferenceOutcome named(@Nullable String name) {
    return Arrays.stream(values()).filter(each -> each.name().equals(name)).findAny().orElse(null);
  }
}
