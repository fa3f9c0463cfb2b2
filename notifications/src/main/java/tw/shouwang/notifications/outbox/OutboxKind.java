package tw.shouwang.notifications.outbox;

import java.time.Duration;

/// How one outbox differs from another.
///
/// @param table with its schema; it has the columns that [Outbox] names, and those of `columns`
/// @param order whether rows of one key are done one after the other, in queueing order
public record OutboxKind<K, C>(
    String table,
    OutboxColumns<K, C> columns,
    BackOff backOff,
    Coalescing coalescing,
    Order order,
    AtEnd atEnd) {

  /// What happens to several rows of one key.
  public enum Coalescing {
    /// Each row is done by itself.
    NONE,
    /// One run does all due rows.
    JOINED,
    /// A new row replaces the waiting ones.
    LAST_WORD
  }

  /// Whether several rows of one key can be worked on at once.
  public enum Order {
    ANY,
    AS_QUEUED
  }

  /// What happens to a row that failed for as long as its [BackOff] allows.
  public sealed interface AtEnd {

    record Dropped() implements AtEnd {}

    /// Stays until this long after it was first due. Within that time it can be taken back once.
    record KeptFor(Duration time) implements AtEnd {}

    /// Stays, visible to operators, until somebody takes it back.
    record KeptUntilTakenBack() implements AtEnd {}
  }
}
