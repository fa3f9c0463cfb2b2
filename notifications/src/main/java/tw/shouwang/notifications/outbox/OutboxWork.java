package tw.shouwang.notifications.outbox;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// What is done about the rows of one outbox. At least once each: a node that dies between the work
/// and its end leaves the row to another, so the work must be harmless to repeat.
public interface OutboxWork<K, C> {

  /// Does it, on a thread that may block. Whatever it throws means the same as [Attempt.Failed].
  ///
  /// @param giveWay turns true when this node stops or has lost the row: then wait no longer
  Attempt attempt(OutboxRow<K, C> row, BooleanSupplier giveWay) throws Exception;

  /// It was tried for its whole time, or cannot be tried. Called once the row is changed.
  ///
  /// @param tried false after [Attempt.Impossible]
  /// @param kept whether the row waits to be taken back; it is gone otherwise
  void gaveUp(OutboxRow<K, C> row, boolean tried, boolean kept);

  /// How an attempt went.
  sealed interface Attempt {

    /// There is nothing left to do.
    ///
    /// @param then called once the row is gone, e.g. to count it; not when another node has it
    record Done(Runnable then) implements Attempt {}

    /// Again later: after the back-off, and not before the time that was asked for.
    record Failed(Duration asked) implements Attempt {}

    /// Not tried: it had no turn. Again after the wait, and counted as no try.
    record NoTurn(Duration stayAway) implements Attempt {}

    /// Cannot be tried now nor soon: given up at once.
    record Impossible() implements Attempt {}
  }
}
