package tw.shouwang.api.intake.handover;

import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.handovers.HandoverReason;
import tw.shouwang.api.cases.handovers.HandoverRow;
import tw.shouwang.api.cases.handovers.HandoverState;

/// The inputs and the answer of what workers do with hand-overs, as the schema has them.
final class HandoverInputs {

  private HandoverInputs() {}

  record TakeBack(String id) {}

  record Record(String id, HandoverState state, @Nullable HandoverReason reason) {}

  /// The schema's type of the same name.
  record HandoverChanged(HandoverRow handover) {}
}
