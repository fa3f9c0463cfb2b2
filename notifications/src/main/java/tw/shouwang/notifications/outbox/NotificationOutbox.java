package tw.shouwang.notifications.outbox;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import tw.shouwang.notifications.AddressKey;

/// Promises a push in the caller's transaction: it leaves if and only if the transaction commits.
///
/// What is queued says nothing but the key, its due time and that it is urgent. Several pushes to
/// one key that are due together leave as one.
@Singleton
@Requires(beans = OutboxDatabase.class)
public class NotificationOutbox {

  private final SchedulerClient client;
  private final Duration window;
  private final InstantSource clock;

  NotificationOutbox(OutboxDatabase database, PushSettings settings, InstantSource clock) {
    this.client = OutboxTables.client(OutboxTables.PUSH, database.joining());
    this.window = settings.window();
    this.clock = clock;
  }

  public void queue(AddressKey key, Urgency urgency) {
    Instant due = due(urgency);
    int priority =
        switch (urgency) {
          case AT_ONCE -> OutboxTables.URGENT;
          case END_OF_WINDOW -> OutboxTables.ORDINARY;
        };
    byte[] data = Push.first(key, due).encode();
    OutboxTables.insert(client, PushTask.NAME, data, priority, due);
  }

  private Instant due(Urgency urgency) {
    return switch (urgency) {
      case AT_ONCE -> clock.instant().truncatedTo(ChronoUnit.MINUTES);
      case END_OF_WINDOW -> endOfWindow(clock.instant());
    };
  }

  private Instant endOfWindow(Instant now) {
    long length = window.toMillis();
    return Instant.ofEpochMilli(Math.floorDiv(now.toEpochMilli(), length) * length + length);
  }
}
