package tw.shouwang.notifications.outbox;

import java.time.Instant;
import java.util.UUID;

/// One promise that waits.
///
/// @param id random; says nothing
/// @param due whole minutes at first, later tries to the second
/// @param firstDue in whole minutes; how long it is tried is counted from here
/// @param tries how often it was tried and failed
/// @param givenUp whether it waits to be taken back
/// @param takenBack whether it was given up before
public record OutboxRow<K, C>(
    UUID id,
    K key,
    C content,
    Instant due,
    Instant firstDue,
    int tries,
    boolean givenUp,
    boolean takenBack) {

  /// Says nothing of key and content.
  @Override
  public String toString() {
    return "OutboxRow[redacted]";
  }
}
