package tw.shouwang.notifications.outbox;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Task;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import tw.shouwang.notifications.AddressBook;

/// Takes due rows from the outbox and does what they promise, on any number of nodes at once.
///
/// Exists where there is an [AddressBook]. The application starts it once the tables are there; it
/// stops with the application, letting sends that are under way finish for a bounded time.
@Singleton
@Requires(beans = {AddressBook.class, OutboxDatabase.class})
public class OutboxWorker implements AutoCloseable {

  /// Few, because each holds a connection while its handler may ask for another.
  private static final int TASK_THREADS = 3;

  private static final Duration WATCH = Duration.ofSeconds(10);

  private final PushWatch watch;
  private final List<Scheduler> schedulers;
  private boolean started;

  OutboxWorker(
      OutboxDatabase database,
      AddressBook addressBook,
      PushServices services,
      PushMetrics metrics,
      List<OutboxTask> tasks,
      PushSettings settings,
      PushRules rules,
      InstantSource clock,
      SecureRandom chance) {
    DataSource own = database.own();
    var pushRows = new PushRows(own);
    var push = new PushTask(pushRows, addressBook, services, metrics, rules, clock, chance);
    this.watch = new PushWatch(pushRows, services, metrics, rules, clock);
    this.schedulers =
        List.of(
            OutboxTables.scheduler(
                OutboxTables.PUSH,
                own,
                List.of(push.task(), push.givenUpTask()),
                settings.threads(),
                settings,
                clock),
            OutboxTables.scheduler(
                OutboxTables.TASK,
                own,
                runners(tasks, own, clock, chance),
                TASK_THREADS,
                settings,
                clock));
  }

  private static List<Task<?>> runners(
      List<OutboxTask> tasks, DataSource own, InstantSource clock, SecureRandom chance) {
    var rows = new TaskRows(own);
    return tasks.stream()
        .<Task<?>>map(task -> new TaskRunner(task, rows, clock, chance).task())
        .toList();
  }

  /// Harmless to call again.
  public synchronized void start() {
    if (!started) {
      started = true;
      schedulers.forEach(Scheduler::start);
      watch.start(WATCH);
    }
  }

  @Override
  @PreDestroy
  public synchronized void close() {
    if (started) {
      started = false;
      watch.close();
      schedulers.forEach(Scheduler::stop);
    }
  }
}
