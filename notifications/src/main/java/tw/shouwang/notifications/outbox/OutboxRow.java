package tw.shouwang.notifications.outbox;

import java.time.Instant;
import java.util.UUID;

/// One piece of work that waits.
///
/// @param id random
/// @param due whole minutes at first; retries are due to the second
/// @param firstDue in whole minutes; the time for tries is counted from here
/// @param tries how many tries failed
/// @param givenUp whether the row waits to be taken back
/// @param takenBack whether the row was given up before
public record OutboxRow<K, C>(
    UUID id,
    K key,
    C content,
    Instant due,
    Instant firstDue,
    int tries,
    boolean givenUp,
    boolean takenBack) {

  /// Hides key and content.
  @Override
  public String toString() {
    return "OutboxRow[redacted]";
  }
}
