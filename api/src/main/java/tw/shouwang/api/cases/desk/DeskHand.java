package tw.shouwang.api.cases.desk;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who lays a hand on which case.
///
/// @param centre whose case it has to be
/// @param expectedVersion the version they saw
/// @param worker the identity provider's name for them
/// @param name as colleagues know them
/// @param overrides whether they may act on what a colleague has taken
public record DeskHand(
    UUID id, String centre, int expectedVersion, String worker, String name, boolean overrides) {

  boolean isKeptOut(@Nullable String claimedBy) {
    return claimedBy != null && !claimedBy.equals(worker) && !overrides;
  }
}
