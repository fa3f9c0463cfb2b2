package tw.shouwang.notifications.outbox;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs an [OutboxTask] for db-scheduler.
final class TaskRunner {

  private static final Logger log = LoggerFactory.getLogger(TaskRunner.class);

  private final OutboxTask task;
  private final TaskRows rows;
  private final InstantSource clock;
  private final RandomGenerator chance;

  TaskRunner(OutboxTask task, TaskRows rows, InstantSource clock, RandomGenerator chance) {
    this.task = task;
    this.rows = rows;
    this.clock = clock;
    this.chance = chance;
  }

  Task<byte[]> task() {
    return Tasks.custom(task.name(), byte[].class)
        .onDeadExecutionRevive()
        .onFailure(againOrGiveUp())
        .execute((instance, context) -> run(instance));
  }

  private CompletionHandler<byte[]> run(TaskInstance<byte[]> instance) {
    byte[] data = instance.getData();
    var key = TaskRows.key(data);
    try {
      rows.runInTurn(
          task.name(), instance.getId(), key, () -> task.run(key, TaskRows.payload(data)));
    } catch (Exception e) {
      throw new OutboxException("task failed", e);
    }
    return (complete, operations) -> rows.removeDone(task.name(), instance.getId());
  }

  private FailureHandler<byte[]> againOrGiveUp() {
    return (complete, operations) -> {
      Execution execution = complete.getExecution();
      OutboxTask.Retries retries = task.retries();
      log.warn("An outbox task {} failed: {}", task.name(), OutboxException.kindOf(complete));
      Instant now = clock.instant();
      // The due time moves with every try; a row that failed n times was first due about this long
      // ago.
      if (waited(retries, execution.consecutiveFailures).compareTo(retries.giveUpAfter()) >= 0) {
        log.error("Gave up an outbox task of kind {}", task.name());
        operations.stop();
        return;
      }
      long wait = wait(retries, execution.consecutiveFailures).toMillis();
      operations.reschedule(complete, now.plusMillis(wait / 2 + chance.nextLong(wait + 1)));
    };
  }

  private static Duration waited(OutboxTask.Retries retries, int failures) {
    Duration sum = Duration.ZERO;
    for (int i = 0; i < failures; i++) {
      sum = sum.plus(wait(retries, i));
    }
    return sum;
  }

  private static Duration wait(OutboxTask.Retries retries, int failures) {
    long doubled = retries.first().toMillis() << Math.min(failures, 20);
    return Duration.ofMillis(Math.min(doubled, retries.ceiling().toMillis()));
  }
}
