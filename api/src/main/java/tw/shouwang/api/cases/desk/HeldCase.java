package tw.shouwang.api.cases.desk;

import io.micronaut.core.annotation.Introspected;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.records.SealedState;

/// What the first look needs of a case that it holds.
@Introspected
record HeldCase(UUID id, String centre, SealedState sealedState, @Nullable UUID mergedInto) {

  /// The case into which it is merged, or itself.
  UUID main() {
    return mergedInto == null ? id : mergedInto;
  }
}
