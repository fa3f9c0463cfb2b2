package tw.shouwang.notifications.outbox;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// The work on the rows of one outbox. Each row is worked on at least once: a node that dies after
/// the work and before its row is deleted leaves the row to another node. So the work must be
/// harmless to repeat.
public interface OutboxWork<K, C> {

  /// Does the work, on a thread that may block. An exception means the same as [Attempt.Failed].
  ///
  /// @param giveWay becomes true when this node stops or has lost the row: the work should then
  ///   stop waiting
  Attempt attempt(OutboxRow<K, C> row, BooleanSupplier giveWay) throws Exception;

  /// Called after a row was given up: its time for tries is over, or it cannot be tried.
  ///
  /// @param tried false after [Attempt.Impossible]
  /// @param kept whether the row waits to be taken back; otherwise it was deleted
  void gaveUp(OutboxRow<K, C> row, boolean tried, boolean kept);

  /// How an attempt went.
  sealed interface Attempt {

    /// The work is done.
    ///
    /// @param then called after the row was deleted, e.g. to count it; not called if another node
    ///   has the row
    record Done(Runnable then) implements Attempt {}

    /// The work failed. It is tried again after the back-off, and not before the time that was
    /// asked for.
    record Failed(Duration asked) implements Attempt {}

    /// The work was not tried, for lack of a place. It is tried after the wait, and this counts as
    /// no try.
    record NoTurn(Duration stayAway) implements Attempt {}

    /// The work cannot be tried now or soon. The row is given up at once.
    record Impossible() implements Attempt {}
  }
}
