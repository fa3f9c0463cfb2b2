package tw.shouwang.notifications.outbox;

import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import tw.shouwang.notifications.AddressBook;
import tw.shouwang.notifications.AddressKey;
import tw.shouwang.notifications.outbox.OutboxRunner.Pace;
import tw.shouwang.notifications.outbox.PushColumns.Nothing;

/// Sends the pushes that [NotificationOutbox] queued. Any number of nodes can run it.
///
/// Exists if there is an [AddressBook]. The application starts it once the tables exist. It stops
/// with the application and lets running sends finish for a bounded time.
@Singleton
@Requires(beans = {AddressBook.class, OutboxDatabase.class})
public class PushWorker implements AutoCloseable {

  private static final Duration WATCH = Duration.ofSeconds(10);

  private final PushWatch watch;
  private final OutboxRunner<AddressKey, Nothing> runner;

  @Inject
  PushWorker(
      OutboxDatabase database,
      AddressBook addressBook,
      PushServices services,
      PushMetrics metrics,
      PushSettings settings,
      PushRules rules,
      InstantSource clock,
      SecureRandom chance) {
    this(
        database,
        addressBook,
        services,
        metrics,
        new Pace(PushServices.inHand(settings), Pace.POLLING, Pace.LEASE, settings.shutdown()),
        rules,
        clock,
        chance);
  }

  PushWorker(
      OutboxDatabase database,
      AddressBook addressBook,
      PushServices services,
      PushMetrics metrics,
      Pace pace,
      PushRules rules,
      InstantSource clock,
      SecureRandom chance) {
    var outbox = new Outbox<>(PushWork.KIND, database);
    var work = new PushWork(addressBook, services, metrics, rules, clock, chance);
    this.runner = new OutboxRunner<>("push", outbox, null, work, pace, clock, chance);
    this.watch = new PushWatch(outbox, services, metrics, rules, clock);
  }

  /// Does nothing if the worker was started before.
  public void start() {
    runner.start();
    watch.start(WATCH);
  }

  @Override
  @PreDestroy
  public void close() {
    watch.close();
    runner.close();
  }
}
