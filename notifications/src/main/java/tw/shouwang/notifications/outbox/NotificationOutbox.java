package tw.shouwang.notifications.outbox;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import tw.shouwang.notifications.AddressKey;
import tw.shouwang.notifications.outbox.PushColumns.Nothing;

/// Queues a push in the caller's transaction: the push is sent if and only if the transaction
/// commits.
///
/// A queued push holds only its key, its due time and whether it is urgent. Several pushes to one
/// key that are due together are sent as one.
@Singleton
@Requires(beans = OutboxDatabase.class)
public class NotificationOutbox {

  private final Outbox<AddressKey, Nothing> outbox;
  private final Duration window;
  private final InstantSource clock;

  NotificationOutbox(OutboxDatabase database, PushSettings settings, InstantSource clock) {
    this.outbox = new Outbox<>(PushWork.KIND, database);
    this.window = settings.window();
    this.clock = clock;
  }

  public void queue(AddressKey key, PushTiming timing) {
    switch (timing) {
      case AT_ONCE -> outbox.queueNow(key, new Nothing(), clock.instant(), true);
      case END_OF_WINDOW -> outbox.queueAt(key, new Nothing(), endOfWindow(clock.instant()));
    }
  }

  private Instant endOfWindow(Instant now) {
    long length = window.toMillis();
    return Instant.ofEpochMilli(Math.floorDiv(now.toEpochMilli(), length) * length + length);
  }
}
