package tw.shouwang.notifications.outbox;

import java.time.Duration;
import tw.shouwang.notifications.AddressKey;

/// Work that an application promises in one transaction and does later, in another: for example
/// writing to a database that the first transaction cannot reach. A bean of this type is found and
/// run by the worker; [OutboxTasks] queues it.
///
/// It is run at least once, so it must be harmless to run again, and two runs for one address never
/// overlap.
public interface OutboxTask {

  /// Stored with every row: short, and the same for ever.
  String name();

  /// Does the work. Whatever it throws means: again later.
  void run(AddressKey key, byte[] payload) throws Exception;

  default Retries retries() {
    return Retries.UNTIL_TOMORROW;
  }

  /// How long a failing task is tried: after `first`, doubling to `ceiling`, until `giveUpAfter` it
  /// was due. Then the row ends, with an error in the log and in the metrics.
  record Retries(Duration first, Duration ceiling, Duration giveUpAfter) {

    public static final Retries UNTIL_TOMORROW =
        new Retries(Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofHours(24));

    public Retries {
      if (first.isNegative() || first.isZero() || ceiling.compareTo(first) < 0) {
        throw new IllegalArgumentException("retries need 0 < first <= ceiling");
      }
    }
  }
}
