package tw.shouwang.notifications.outbox;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import tw.shouwang.notifications.AddressBook;
import tw.shouwang.notifications.AddressKey;
import tw.shouwang.notifications.NotificationSender;
import tw.shouwang.notifications.outbox.OutboxRunner.Pace;
import tw.shouwang.notifications.outbox.PushMetrics.Outcome;

/// One node's outbox without an application.
final class WorkerSetup implements AutoCloseable {

  static final PushSettings FAST = settings(4);

  /// Very long leases, because tests move the clock by hours and no node should seem dead.
  private static final Duration LONG = Duration.ofDays(2);

  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final NotificationOutbox outbox;
  final PushServices services;
  final PushWorker worker;
  final PushWatch watch;
  private final DataSource database;

  WorkerSetup(
      DataSource database, AddressBook addresses, InstantSource clock, NotificationSender... to) {
    this(database, addresses, clock, FAST, LONG, to);
  }

  WorkerSetup(
      DataSource database,
      AddressBook addresses,
      InstantSource clock,
      PushSettings settings,
      Duration lease,
      NotificationSender... to) {
    this(database, addresses, clock, settings, pace(settings, Duration.ofMillis(20), lease), to);
  }

  WorkerSetup(
      DataSource database,
      AddressBook addresses,
      InstantSource clock,
      PushSettings settings,
      Pace pace,
      NotificationSender... to) {
    this.database = database;
    var both = new OutboxDatabase(database, database);
    this.outbox = new NotificationOutbox(both, settings, clock);
    this.services = new PushServices(List.of(to), settings, PushRules.DESIGN, clock);
    var metrics = new PushMetrics(registry, services);
    this.watch =
        new PushWatch(
            new Outbox<>(PushWork.KIND, both), services, metrics, PushRules.DESIGN, clock);
    this.worker =
        new PushWorker(
            both, addresses, services, metrics, pace, PushRules.DESIGN, clock, new SecureRandom());
  }

  static Pace pace(PushSettings settings, Duration polling, Duration lease) {
    return new Pace(PushServices.inHand(settings), polling, lease, settings.shutdown());
  }

  static PushSettings settings(int threads) {
    return new PushSettings(Duration.ofMinutes(30), threads, Duration.ofSeconds(2));
  }

  static AddressKey key(int number) {
    byte[] bytes = new byte[AddressKey.LENGTH];
    bytes[0] = (byte) number;
    bytes[1] = (byte) (number >> 8);
    return new AddressKey(bytes);
  }

  long ended(Outcome outcome) {
    String name = outcome.name().toLowerCase(java.util.Locale.ROOT);
    return (long) registry.get("shouwang.push.ended").tag("outcome", name).counter().count();
  }

  long waiting() {
    return OutboxPostgres.count(database, "outbox.push");
  }

  @Override
  public void close() {
    worker.close();
    watch.close();
  }
}
