package tw.shouwang.notifications.outbox;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Task;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import tw.shouwang.notifications.AddressBook;
import tw.shouwang.notifications.NotificationSender;

/// Takes due rows from the outbox and does what they promise, on any number of nodes at once.
///
/// Exists where there is an [AddressBook]. The application starts it once the tables are there; it
/// stops with the application, letting sends that are under way finish for a bounded time.
@Singleton
@Requires(beans = {AddressBook.class, OutboxDatabase.class})
public class OutboxWorker implements AutoCloseable {

  private final List<Scheduler> schedulers;
  private boolean started;

  OutboxWorker(
      OutboxDatabase database,
      AddressBook addressBook,
      NotificationSender sender,
      List<OutboxTask> tasks,
      PushSettings settings,
      PushRules rules,
      InstantSource clock,
      SecureRandom chance) {
    var push =
        new PushTask(new PushRows(database.own()), addressBook, sender, rules, clock, chance);
    var rows = new TaskRows(database.own());
    List<Task<?>> others =
        tasks.stream()
            .<Task<?>>map(task -> new TaskRunner(task, rows, clock, chance).task())
            .toList();
    this.schedulers =
        Stream.of(
                OutboxTables.scheduler(
                    OutboxTables.PUSH, database.own(), List.of(push.task()), settings, clock),
                OutboxTables.scheduler(OutboxTables.TASK, database.own(), others, settings, clock))
            .toList();
  }

  /// Harmless to call again.
  public synchronized void start() {
    if (!started) {
      started = true;
      schedulers.forEach(Scheduler::start);
    }
  }

  @Override
  @PreDestroy
  public synchronized void close() {
    if (started) {
      started = false;
      schedulers.forEach(Scheduler::stop);
    }
  }
}
