package tw.shouwang.notifications.outbox;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.notifications.AddressBook;
import tw.shouwang.notifications.Delivery;
import tw.shouwang.notifications.DeviceToken;
import tw.shouwang.notifications.NotificationSender;

/// Sends one due push and decides, from what the service answered, what becomes of its row.
final class PushTask {

  static final String NAME = "push";

  private static final Logger log = LoggerFactory.getLogger(PushTask.class);

  private final PushRows rows;
  private final AddressBook addressBook;
  private final NotificationSender sender;
  private final PushRules rules;
  private final InstantSource clock;
  private final RandomGenerator chance;

  PushTask(
      PushRows rows,
      AddressBook addressBook,
      NotificationSender sender,
      PushRules rules,
      InstantSource clock,
      RandomGenerator chance) {
    this.rows = rows;
    this.addressBook = addressBook;
    this.sender = sender;
    this.rules = rules;
    this.clock = clock;
    this.chance = chance;
  }

  Task<byte[]> task() {
    return Tasks.custom(NAME, byte[].class)
        .onDeadExecutionRevive()
        .onFailure((complete, operations) -> {
          log.warn("A push could not be tried: {}", OutboxException.kindOf(complete));
          Push push = Push.decode((byte[]) complete.getExecution().taskInstance.getData());
          Duration wait = rules.backoff(push.tries(), chance);
          later(push, wait).complete(complete, operations);
        })
        .execute((instance, context) -> run(instance));
  }

  private CompletionHandler<byte[]> run(TaskInstance<byte[]> instance) {
    Push push = Push.decode(instance.getData());
    if (!rows.absorb(instance.getId(), push.key(), clock.instant())) {
      return (complete, operations) -> {};
    }
    Optional<DeviceToken> token = addressBook.find(push.key());
    if (token.isEmpty()) {
      return done();
    }
    return after(sender.send(token.get()), push, token.get());
  }

  private CompletionHandler<byte[]> after(Delivery delivery, Push push, DeviceToken token) {
    return switch (delivery) {
      case Delivery.Delivered() -> done();
      case Delivery.Unregistered() -> {
        addressBook.forget(push.key(), token);
        yield done();
      }
      case Delivery.Refused(boolean tokenIsToBlame) -> {
        if (tokenIsToBlame) {
          addressBook.forget(push.key(), token);
        } else {
          log.error(
              "The push service refuses our message; no push can arrive until that is mended");
        }
        yield done();
      }
      case Delivery.Throttled(Optional<Duration> asked) ->
          later(push, rules.spreadAfter(asked.orElse(rules.quota()), chance));
      case Delivery.Unavailable(Optional<Duration> asked) -> later(push, backoff(push, asked));
      case Delivery.Unauthorized() -> {
        log.error("The push service does not accept our credentials; pushes wait");
        yield later(push, backoff(push, Optional.empty()));
      }
      case Delivery.Unknown() -> later(push, backoff(push, Optional.empty()));
      case Delivery.SwitchedOff() -> done();
    };
  }

  private Duration backoff(Push push, Optional<Duration> asked) {
    Duration ours = rules.backoff(push.tries(), chance);
    return asked
        .map(least -> rules.spreadAfter(least, chance))
        .filter(least -> least.compareTo(ours) > 0)
        .orElse(ours);
  }

  private static CompletionHandler<byte[]> done() {
    return (complete, operations) -> operations.stop();
  }

  private CompletionHandler<byte[]> later(Push push, Duration wait) {
    return (complete, operations) -> {
      Instant next = clock.instant().plus(wait);
      operations.reschedule(complete, next, push.triedAgain().encode());
    };
  }
}
