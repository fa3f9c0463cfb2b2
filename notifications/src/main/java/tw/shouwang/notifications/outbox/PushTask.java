package tw.shouwang.notifications.outbox;

import com.github.kagkarlsson.scheduler.SchedulerState;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.foundation.Alarm;
import tw.shouwang.notifications.AddressBook;
import tw.shouwang.notifications.Delivery;
import tw.shouwang.notifications.DeviceToken;
import tw.shouwang.notifications.outbox.PushMetrics.Outcome;

/// Sends one due push and decides, from what the service answered, what becomes of its row.
final class PushTask {

  static final String NAME = "push";
  static final String GIVEN_UP = "push-given-up";

  private static final Duration A_SECOND = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(PushTask.class);

  private final PushRows rows;
  private final AddressBook addressBook;
  private final PushServices services;
  private final PushMetrics metrics;
  private final PushRules rules;
  private final InstantSource clock;
  private final RandomGenerator chance;
  private final Alarm alarm;

  PushTask(
      PushRows rows,
      AddressBook addressBook,
      PushServices services,
      PushMetrics metrics,
      PushRules rules,
      InstantSource clock,
      RandomGenerator chance) {
    this.rows = rows;
    this.addressBook = addressBook;
    this.services = services;
    this.metrics = metrics;
    this.rules = rules;
    this.clock = clock;
    this.chance = chance;
    this.alarm = new Alarm(log, clock);
  }

  Task<byte[]> task() {
    return Tasks.custom(NAME, byte[].class)
        .onDeadExecutionRevive()
        .onFailure(whenItCouldNotBeTried())
        .execute((row, context) -> run(context.getExecution(), context.getSchedulerState()));
  }

  /// A given-up push is due when its day is over: there is nothing left to do but to end it.
  Task<byte[]> givenUpTask() {
    return Tasks.custom(GIVEN_UP, byte[].class)
        .onDeadExecutionRevive()
        .execute((row, context) -> end(Outcome.EXPIRED));
  }

  private CompletionHandler<byte[]> run(Execution held, SchedulerState scheduler) {
    Push push = Push.decode((byte[]) held.taskInstance.getData());
    if (!rows.absorb(held, push.key(), clock.instant())) {
      return leaveAlone();
    }
    Optional<DeviceToken> token = addressBook.find(push.key());
    if (token.isEmpty()) {
      return end(Outcome.FORGOTTEN);
    }
    return services
        .forToken(token.get())
        .map(service -> sendThrough(service, push, token.get(), scheduler))
        .orElseGet(() -> after(new Delivery.SwitchedOff(), push, token.get()));
  }

  private CompletionHandler<byte[]> sendThrough(
      PushServices.Service service, Push push, DeviceToken token, SchedulerState scheduler) {
    SendGate gate = service.gate();
    Optional<Duration> stayAway =
        service.sender().isOneService()
            ? gate.awaitPlace(scheduler::isShuttingDown)
            : gate.enter().map(wait -> A_SECOND);
    if (stayAway.isPresent()) {
      return again(push, stayAway.map(this::spread).get());
    }
    Delivery delivery = new Delivery.Unknown();
    try {
      delivery = service.sender().send(token);
    } finally {
      gate.leave(delivery);
    }
    metrics.tried(delivery);
    return after(delivery, push, token);
  }

  private CompletionHandler<byte[]> after(Delivery delivery, Push push, DeviceToken token) {
    return switch (delivery) {
      case Delivery.Delivered() -> end(Outcome.DELIVERED);
      case Delivery.Unregistered() -> forget(push, token, Outcome.UNREGISTERED);
      case Delivery.Refused(boolean tokenIsToBlame) -> {
        if (tokenIsToBlame) {
          yield forget(push, token, Outcome.REFUSED);
        }
        alarm.raise("The push service refuses our message; none can arrive until that is mended");
        yield end(Outcome.REFUSED);
      }
      case Delivery.Throttled(Optional<Duration> asked) ->
          later(push, rules.spreadAfter(asked.orElse(rules.quota()), chance));
      case Delivery.Unavailable(Optional<Duration> asked) -> later(push, backoff(push, asked));
      case Delivery.Unauthorized() -> {
        alarm.raise("The push service does not accept our credentials; pushes wait");
        yield later(push, backoff(push, Optional.empty()));
      }
      case Delivery.Unknown() -> later(push, backoff(push, Optional.empty()));
      case Delivery.SwitchedOff() -> giveUp(push, Outcome.OFF);
    };
  }

  /// If the app brought a new token while the old one was tried, the news still has to reach it.
  private CompletionHandler<byte[]> forget(Push push, DeviceToken failed, Outcome outcome) {
    addressBook.forget(push.key(), failed);
    boolean replaced =
        addressBook.find(push.key()).filter(token -> !token.equals(failed)).isPresent();
    return replaced ? again(push, Duration.ZERO) : end(outcome);
  }

  /// What stays away together comes back over twice the time, so that a long pause costs the
  /// database little; what only gives way to a shutdown is due at once.
  private Duration spread(Duration wait) {
    return wait.plusMillis(chance.nextLong(wait.toMillis() + 1));
  }

  private Duration backoff(Push push, Optional<Duration> asked) {
    Duration ours = rules.backoff(push.tries(), chance);
    return asked
        .map(least -> rules.spreadAfter(least, chance))
        .filter(least -> least.compareTo(ours) > 0)
        .orElse(ours);
  }

  /// Tries again after the wait, but at the latest when the hour is over, once; then gives up.
  private CompletionHandler<byte[]> later(Push push, Duration wait) {
    Instant now = clock.instant();
    Instant end = push.firstDue().plus(rules.giveUpAfter());
    if (!now.isBefore(end)) {
      return giveUp(push, Outcome.GAVE_UP);
    }
    Duration left = Duration.between(now, end);
    return again(push.triedAgain(), wait.compareTo(left) < 0 ? wait : left);
  }

  private CompletionHandler<byte[]> giveUp(Push push, Outcome outcome) {
    metrics.ended(outcome);
    Instant expires = push.firstDue().plus(rules.catchUpWithin());
    if (push.catchUp() || !clock.instant().isBefore(expires)) {
      return end(Outcome.EXPIRED);
    }
    if (outcome == Outcome.GAVE_UP) {
      alarm.raise("Gave up pushes that nobody took for an hour; they are caught up within a day");
    }
    var row =
        new TaskInstance.Builder<byte[]>(GIVEN_UP, UUID.randomUUID().toString())
            .data(push.encode())
            .priority(OutboxTables.ORDINARY)
            .build();
    return (complete, operations) ->
        operations.removeAndScheduleNew(SchedulableInstance.of(row, expires));
  }

  private CompletionHandler<byte[]> again(Push push, Duration wait) {
    return (complete, operations) ->
        operations.reschedule(complete, clock.instant().plus(wait), push.encode());
  }

  private CompletionHandler<byte[]> end(Outcome outcome) {
    return (complete, operations) -> {
      metrics.ended(outcome);
      rows.remove(complete.getExecution());
    };
  }

  /// The row belongs to somebody else's push now, or is gone.
  private static CompletionHandler<byte[]> leaveAlone() {
    return (complete, operations) -> {};
  }

  /// The vault or our own code failed before a service was asked.
  private FailureHandler<byte[]> whenItCouldNotBeTried() {
    return (complete, operations) -> {
      Execution execution = complete.getExecution();
      alarm.raise("A push could not be tried: {}", OutboxException.kindOf(complete));
      Push push = Push.decode((byte[]) execution.taskInstance.getData());
      later(push, rules.backoff(push.tries(), chance)).complete(complete, operations);
    };
  }
}
