package tw.shouwang.notifications.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static tw.shouwang.notifications.outbox.Eventually.eventually;
import static tw.shouwang.notifications.outbox.WorkerSetup.key;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import tw.shouwang.notifications.Delivery;
import tw.shouwang.notifications.DeviceToken;
import tw.shouwang.notifications.NotificationSender;
import tw.shouwang.notifications.testing.AddressesInMemory;

/// How much a worker takes from a long queue, with any query plan of PostgreSQL.
class BacklogIT {

  private static final int WAITING = 100;

  /// Planner settings with which a subquery behind `in` runs once for each row of the table.
  private static final List<String> NESTED_LOOPS_ONLY =
      List.of(
          "enable_hashjoin",
          "enable_mergejoin",
          "enable_hashagg",
          "enable_sort",
          "enable_material",
          "enable_memoize");

  private final PGSimpleDataSource database = OutboxPostgres.fresh();
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T04:10:30Z"));
  private final AddressesInMemory addresses = new AddressesInMemory();

  BacklogIT() {
    NESTED_LOOPS_ONLY.forEach(setting ->
        OutboxPostgres.execute(
            database,
            "alter database %s set %s = off".formatted(database.getDatabaseName(), setting)));
  }

  @Test
  void takesNoMorePushesThanItHasPlacesFor() {
    var sender = new Held();
    try (var node = new WorkerSetup(database, addresses, clock, sender)) {
      int threads = WorkerSetup.FAST.threads();
      int inHand = PushServices.inHand(WorkerSetup.FAST);
      for (int i = 0; i < WAITING; i++) {
        addresses.remember(key(i), new DeviceToken("token" + i));
        node.outbox.queue(key(i), PushTiming.AT_ONCE);
      }
      node.worker.start();

      eventually("all threads are sending", () -> sender.waiting() == threads);
      eventually(
          "the next are in hand",
          () -> OutboxPostgres.count(database, "outbox.push where lease is not null") == inHand);
      assertThat(sender.waiting()).isEqualTo(threads);

      sender.release();
      eventually("all sent", () -> node.waiting() == 0);
    }
  }

  @Test
  void catchesUpNoMoreThanAsked() {
    var outbox = new Outbox<>(PushWork.KIND, new OutboxDatabase(database, database));
    Instant now = clock.instant();
    OutboxPostgres.execute(
        database,
        """
        insert into outbox.push (id, address, urgent, due, first_due, given_up)
        select
          gen_random_uuid(), decode(repeat('00', 32), 'hex'), true,
          '%1$s'::timestamptz + interval '1 hour', '%1$s'::timestamptz - interval '23 hours', true
        from generate_series(1, %2$d) n
        """
            .formatted(now, WAITING));

    assertThat(outbox.takeBack(5, now)).isEqualTo(5);
    assertThat(OutboxPostgres.count(database, "outbox.push where not given_up")).isEqualTo(5);

    outbox.probe(now);
    assertThat(OutboxPostgres.count(database, "outbox.push where not given_up")).isEqualTo(6);
  }

  /// Holds every push until the test releases it.
  private static final class Held implements NotificationSender {
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger waiting = new AtomicInteger();

    @Override
    public Delivery send(DeviceToken token) {
      waiting.incrementAndGet();
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return new Delivery.Delivered();
    }

    int waiting() {
      return waiting.get();
    }

    void release() {
      released.countDown();
    }
  }
}
