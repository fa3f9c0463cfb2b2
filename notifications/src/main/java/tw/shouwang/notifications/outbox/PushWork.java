package tw.shouwang.notifications.outbox;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.foundation.Alarm;
import tw.shouwang.notifications.AddressBook;
import tw.shouwang.notifications.AddressKey;
import tw.shouwang.notifications.Delivery;
import tw.shouwang.notifications.DeviceToken;
import tw.shouwang.notifications.outbox.PushColumns.Nothing;
import tw.shouwang.notifications.outbox.PushMetrics.Outcome;

/// Sends one due push and decides from the service's answer what happens to its row.
final class PushWork implements OutboxWork<AddressKey, Nothing> {

  /// All due pushes to a device are sent as one. A push that was not accepted within an hour may
  /// still be sent within the day.
  static final OutboxKind<AddressKey, Nothing> KIND =
      new OutboxKind<>(
          "outbox.push",
          new PushColumns(),
          new BackOff(Duration.ofSeconds(10), Duration.ofMinutes(15), Duration.ofMinutes(60)),
          OutboxKind.Coalescing.JOINED,
          OutboxKind.Order.ANY,
          new OutboxKind.AtEnd.KeptFor(Duration.ofHours(24)));

  private static final Duration A_SECOND = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(PushWork.class);

  private final AddressBook addressBook;
  private final PushServices services;
  private final PushMetrics metrics;
  private final PushRules rules;
  private final RandomGenerator chance;
  private final Alarm alarm;

  PushWork(
      AddressBook addressBook,
      PushServices services,
      PushMetrics metrics,
      PushRules rules,
      InstantSource clock,
      RandomGenerator chance) {
    this.addressBook = addressBook;
    this.services = services;
    this.metrics = metrics;
    this.rules = rules;
    this.chance = chance;
    this.alarm = new Alarm(LOG, clock);
  }

  @Override
  public Attempt attempt(OutboxRow<AddressKey, Nothing> row, BooleanSupplier giveWay) {
    Optional<DeviceToken> token = addressBook.find(row.key());
    if (token.isEmpty()) {
      return done(Outcome.FORGOTTEN);
    }
    return services
        .forToken(token.get())
        .map(service -> sendThrough(service, row.key(), token.get(), giveWay))
        .orElseGet(Attempt.Impossible::new);
  }

  private Attempt sendThrough(
      PushServices.Service service, AddressKey key, DeviceToken token, BooleanSupplier giveWay) {
    Optional<Duration> stayAway = service.awaitPlace(token, giveWay);
    if (stayAway.isPresent()) {
      return new Attempt.NoTurn(spread(stayAway.get()));
    }
    Delivery delivery = service.send(token);
    metrics.tried(delivery);
    return after(delivery, key, token);
  }

  private Attempt after(Delivery delivery, AddressKey key, DeviceToken token) {
    return switch (delivery) {
      case Delivery.Delivered() -> done(Outcome.DELIVERED);
      case Delivery.Unregistered() -> forget(key, token, Outcome.UNREGISTERED);
      case Delivery.Refused(boolean tokenIsToBlame) -> {
        if (tokenIsToBlame) {
          yield forget(key, token, Outcome.REFUSED);
        }
        alarm.raise("The push service refuses our message; none can arrive until that is mended");
        yield done(Outcome.REFUSED);
      }
      case Delivery.Throttled(Optional<Duration> asked) ->
          new Attempt.Failed(asked.orElse(rules.quota()));
      case Delivery.Unavailable(Optional<Duration> asked) ->
          new Attempt.Failed(asked.orElse(Duration.ZERO));
      case Delivery.Unauthorized() -> {
        alarm.raise("The push service does not accept our credentials; pushes wait");
        yield new Attempt.Failed(Duration.ZERO);
      }
      case Delivery.Unknown() -> new Attempt.Failed(Duration.ZERO);
      case Delivery.SwitchedOff() -> new Attempt.Impossible();
    };
  }

  /// If the app registered a new token during the try with the old one, the push is sent to the new
  /// one.
  private Attempt forget(AddressKey key, DeviceToken failed, Outcome outcome) {
    addressBook.forget(key, failed);
    boolean replaced = addressBook.find(key).filter(token -> !token.equals(failed)).isPresent();
    return replaced ? new Attempt.NoTurn(Duration.ZERO) : done(outcome);
  }

  private Attempt done(Outcome outcome) {
    return new Attempt.Done(() -> metrics.ended(outcome));
  }

  @Override
  public void gaveUp(OutboxRow<AddressKey, Nothing> row, boolean tried, boolean kept) {
    metrics.ended(tried ? Outcome.GAVE_UP : Outcome.OFF);
    if (!kept) {
      metrics.ended(Outcome.EXPIRED);
    } else if (tried) {
      alarm.raise("Gave up pushes that nobody took for an hour; they are caught up within a day");
    }
  }

  /// Spreads pushes that wait together over twice the wait, so that a long pause costs the database
  /// little. Pushes released by a shutdown are due at once.
  private Duration spread(Duration wait) {
    return wait.plusMillis(chance.nextLong(wait.toMillis() + 1));
  }
}
