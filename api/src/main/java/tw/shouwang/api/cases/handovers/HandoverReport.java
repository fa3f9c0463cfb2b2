package tw.shouwang.api.cases.handovers;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What somebody says became of a hand-over.
///
/// @param saidBy the receiver's or the worker's name
public record HandoverReport(
    UUID handover, HandoverState state, @Nullable HandoverReason reason, String saidBy) {

  /// The result of a report.
  public sealed interface Recording {

    /// It is written down, now or before.
    ///
    /// @param centre the case's present centre
    /// @param before its state until then
    record Recorded(HandoverRow handover, String centre, HandoverState before, boolean changed)
        implements Recording {}

    /// There is no such hand-over for whoever asks, or its case is erased.
    record Unknown() implements Recording {}

    /// The hand-over's state does not allow it.
    record WrongState(HandoverState state) implements Recording {}

    /// A reason is missing, or given where there is none.
    record ReasonNeeded() implements Recording {}
  }
}
