package tw.shouwang.api.cases.endtoend;

import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.admission.WorkSolution;
import tw.shouwang.api.cases.records.Urgency;

/// A message that a client has sealed.
///
/// @param urgency what the sender says of it; nothing leaves the case as urgent as it is
record AddSealedMessageInput(
    byte[] lookup,
    byte[] hand,
    SealedEntryInput entry,
    @Nullable Urgency urgency,
    @Nullable WorkSolution proof) {

  @Override
  public String toString() {
    return "AddSealedMessageInput[redacted]";
  }
}
