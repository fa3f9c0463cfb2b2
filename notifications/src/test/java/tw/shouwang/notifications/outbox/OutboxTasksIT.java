package tw.shouwang.notifications.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static tw.shouwang.notifications.outbox.Eventually.eventually;
import static tw.shouwang.notifications.outbox.WorkerSetup.key;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import tw.shouwang.notifications.AddressKey;
import tw.shouwang.notifications.testing.AddressesInMemory;
import tw.shouwang.notifications.testing.RecordingSender;

/// Work other than pushes, promised and done later.
class OutboxTasksIT {

  private final PGSimpleDataSource database = OutboxPostgres.fresh();
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T04:10:00Z"));
  private final Remember task = new Remember();
  private final WorkerSetup node =
      new WorkerSetup(
          database,
          new AddressesInMemory(),
          clock,
          WorkerSetup.FAST,
          List.of(task),
          new RecordingSender());

  @AfterEach
  void stop() {
    task.hold.countDown();
    node.close();
  }

  @Test
  void runsATaskWithItsPayloadAndKeepsNoRow() {
    task.hold.countDown();
    node.tasks.queue("remember", key(1), new byte[] {4, 2});
    node.worker.start();

    eventually("row gone", () -> waiting() == 0);
    assertThat(task.done).containsExactly("[4, 2]");
  }

  @Test
  void triesAFailingTaskAgain() {
    task.hold.countDown();
    task.failures = 3;
    node.tasks.queue("remember", key(1), new byte[] {1});
    node.worker.start();

    eventually(
        "row gone",
        () -> {
          clock.pass(Duration.ofSeconds(1));
          return waiting() == 0;
        });
    assertThat(task.done).containsExactly("[1]");
  }

  @Test
  void endsATaskThatFailedForTooLong() {
    task.hold.countDown();
    task.failures = Integer.MAX_VALUE;
    node.tasks.queue("remember", key(1), new byte[] {1});
    node.worker.start();

    eventually(
        "row gone",
        () -> {
          clock.pass(Duration.ofMinutes(1));
          return waiting() == 0;
        });
    assertThat(task.done).isEmpty();
  }

  @Test
  void waitsUntilATaskIsDue() {
    task.hold.countDown();
    node.tasks.queue("remember", key(1), new byte[] {1}, clock.instant().plus(Duration.ofDays(7)));
    node.tasks.queue("remember", key(2), new byte[] {2});
    node.worker.start();

    eventually("the other is done", () -> waiting() == 1);
    assertThat(task.done).containsExactly("[2]");
  }

  @Test
  void queuesTheLastWordOnlyAfterARunUnderWayHasEnded() throws Exception {
    node.tasks.queue("remember", key(1), new byte[] {1});
    node.worker.start();
    assertThat(task.running.await(10, TimeUnit.SECONDS)).isTrue();

    var replaced =
        CompletableFuture.runAsync(() -> node.tasks.queue("remember", key(1), new byte[] {2}));
    eventually("the caller waits", () -> isAnybodyWaitingForALock());
    assertThat(replaced).isNotDone();
    task.hold.countDown();

    replaced.get(10, TimeUnit.SECONDS);
    eventually("row gone", () -> waiting() == 0);
    assertThat(task.done).containsExactly("[1]", "[2]");
  }

  private long waiting() {
    return OutboxPostgres.count(database, "outbox.task");
  }

  private boolean isAnybodyWaitingForALock() {
    return OutboxPostgres.count(
            database,
            "pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()")
        > 0;
  }

  private static final class Remember implements OutboxTask {
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch hold = new CountDownLatch(1);
    private volatile int failures;

    @Override
    public String name() {
      return "remember";
    }

    @Override
    public Retries retries() {
      return new Retries(Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofMinutes(30));
    }

    @Override
    public void run(AddressKey key, byte[] payload) throws Exception {
      running.countDown();
      hold.await();
      if (failures > 0) {
        failures--;
        throw new IllegalStateException("vault away");
      }
      done.add(Arrays.toString(payload));
    }
  }
}
