package tw.shouwang.notifications.outbox;

import java.time.Duration;

/// In what one outbox differs from another.
///
/// @param table with its schema; it has the columns that [Outbox] names, and those of `columns`
/// @param order whether rows of one key are done one after the other, as they were queued
public record OutboxKind<K, C>(
    String table,
    OutboxColumns<K, C> columns,
    BackOff backOff,
    Coalescing coalescing,
    Order order,
    AtEnd atEnd) {

  /// What becomes of several rows of one key.
  public enum Coalescing {
    /// Each is done.
    NONE,
    /// All that are due are done by one run.
    JOINED,
    /// A row takes the place of those that wait.
    LAST_WORD
  }

  /// Whether rows of one key can be under way at once.
  public enum Order {
    ANY,
    AS_QUEUED
  }

  /// What becomes of a row that was tried for as long as its [BackOff] says.
  public sealed interface AtEnd {

    record Dropped() implements AtEnd {}

    /// Kept until this long after it was first due, and meanwhile taken back once at most.
    record KeptFor(Duration time) implements AtEnd {}

    /// Kept and shown until somebody takes it back.
    record KeptUntilTakenBack() implements AtEnd {}
  }
}
