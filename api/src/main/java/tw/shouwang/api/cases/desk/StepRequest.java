package tw.shouwang.api.cases.desk;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who asks for a step, on which case and version.
///
/// @param centre the worker's own; the case must belong to it
/// @param expectedVersion the version that the worker saw
/// @param worker the identity provider's name for the worker
/// @param name the worker's name for colleagues
/// @param overrides whether the worker may act on a case that a colleague has claimed
public record StepRequest(
    UUID id, String centre, int expectedVersion, String worker, String name, boolean overrides) {

  boolean isKeptOut(@Nullable String claimedBy) {
    return claimedBy != null && !claimedBy.equals(worker) && !overrides;
  }
}
