package tw.shouwang.notifications.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static tw.shouwang.notifications.outbox.Eventually.eventually;
import static tw.shouwang.notifications.outbox.WorkerSetup.key;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tw.shouwang.notifications.Delivery;
import tw.shouwang.notifications.DeviceToken;
import tw.shouwang.notifications.NotificationSender;
import tw.shouwang.notifications.PushState;
import tw.shouwang.notifications.outbox.PushMetrics.Outcome;
import tw.shouwang.notifications.testing.AddressesInMemory;
import tw.shouwang.notifications.testing.RecordingSender;

/// What happens to a queued push, on a real database.
class PushWorkerIT {

  private static final DeviceToken OLD = new DeviceToken("old");
  private static final DeviceToken NEW = new DeviceToken("new");

  private final DataSource database = OutboxPostgres.fresh();
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T04:10:30Z"));
  private final AddressesInMemory addresses = new AddressesInMemory();
  private final RecordingSender sender = new RecordingSender();

  @Test
  void sendsAPushThatIsDueAtOnceAndKeepsNoRow() {
    try (var node = node()) {
      addresses.remember(key(1), OLD);
      node.outbox.queue(key(1), PushTiming.AT_ONCE);
      node.worker.start();

      eventually("row gone", () -> node.waiting() == 0);
      assertThat(sender.sent()).containsExactly(OLD);
      eventually("counted", () -> node.ended(Outcome.DELIVERED) == 1);
    }
  }

  @Test
  void holdsBackWhatIsNotUrgentUntilTheWindowEnds() {
    try (var node = node()) {
      addresses.remember(key(1), OLD);
      node.outbox.queue(key(1), PushTiming.END_OF_WINDOW);
      node.outbox.queue(key(2), PushTiming.AT_ONCE);
      node.worker.start();
      eventually("other row gone", () -> node.waiting() == 1);
      assertThat(sender.sent()).isEmpty();

      clock.pass(Duration.between(clock.instant(), Instant.parse("2026-11-22T04:30:00Z")));

      eventually("sent", () -> sender.sent().size() == 1);
    }
  }

  @Test
  void makesOnePushOfAllThatAreDueToADevice() {
    try (var node = node()) {
      addresses.remember(key(1), OLD);
      for (int i = 0; i < 30; i++) {
        node.outbox.queue(key(1), i % 2 == 0 ? PushTiming.AT_ONCE : PushTiming.END_OF_WINDOW);
      }
      clock.pass(Duration.ofMinutes(30));
      node.worker.start();

      eventually("rows gone", () -> node.waiting() == 0);
      assertThat(sender.sent()).hasSize(1);
    }
  }

  @Test
  void endsAPushWhoseDeviceWasForgotten() {
    try (var node = node()) {
      node.outbox.queue(key(1), PushTiming.AT_ONCE);
      node.worker.start();

      eventually("row gone", () -> node.waiting() == 0);
      assertThat(sender.sent()).isEmpty();
      eventually("counted", () -> node.ended(Outcome.FORGOTTEN) == 1);
    }
  }

  @Test
  void forgetsATokenThatIsGone() {
    sender.answerNext(new Delivery.Unregistered());
    try (var node = node()) {
      addresses.remember(key(1), OLD);
      node.outbox.queue(key(1), PushTiming.AT_ONCE);
      node.worker.start();

      eventually("row gone", () -> node.waiting() == 0);
      assertThat(addresses.find(key(1))).isEmpty();
      eventually("counted", () -> node.ended(Outcome.UNREGISTERED) == 1);
    }
  }

  @Test
  void forgetsADeviceTokenOnlyIfItIsStillTheOneThatFailedAndTellsTheNewOne() {
    var underWay = new CountDownLatch(1);
    var replaced = new CountDownLatch(1);
    NotificationSender slow =
        token -> {
          if (token.equals(OLD)) {
            underWay.countDown();
            await(replaced);
            return new Delivery.Unregistered();
          }
          return sender.send(token);
        };
    try (var node = new WorkerSetup(database, addresses, clock, slow)) {
      addresses.remember(key(1), OLD);
      node.outbox.queue(key(1), PushTiming.AT_ONCE);
      node.worker.start();

      await(underWay);
      addresses.remember(key(1), NEW);
      replaced.countDown();

      eventually("row gone", () -> node.waiting() == 0);
      assertThat(addresses.find(key(1))).hasValue(NEW);
      assertThat(sender.sent()).containsExactly(NEW);
    }
  }

  @Test
  void keepsTheTokenWhenTheMessageItselfIsRefused() {
    sender.answerNext(new Delivery.Refused(false));
    try (var node = node()) {
      addresses.remember(key(1), OLD);
      node.outbox.queue(key(1), PushTiming.AT_ONCE);
      node.worker.start();

      eventually("row gone", () -> node.waiting() == 0);
      assertThat(addresses.find(key(1))).hasValue(OLD);
      eventually("counted", () -> node.ended(Outcome.REFUSED) == 1);
    }
  }

  @Test
  void forgetsTheTokenWhenOnlyItCanBeWrong() {
    sender.answerNext(new Delivery.Refused(true));
    try (var node = node()) {
      addresses.remember(key(1), OLD);
      node.outbox.queue(key(1), PushTiming.AT_ONCE);
      node.worker.start();

      eventually("row gone", () -> node.waiting() == 0);
      assertThat(addresses.find(key(1))).isEmpty();
    }
  }

  static Stream<Delivery> passing() {
    return Stream.of(
        new Delivery.Throttled(Optional.empty()),
        new Delivery.Throttled(Optional.of(Duration.ofMinutes(2))),
        new Delivery.Unavailable(Optional.empty()),
        new Delivery.Unavailable(Optional.of(Duration.ofMinutes(2))),
        new Delivery.Unauthorized(),
        new Delivery.Unknown());
  }

  @ParameterizedTest
  @MethodSource("passing")
  void triesAgainLaterWhatMayPass(Delivery delivery) {
    sender.answerNext(delivery);
    try (var node = node()) {
      addresses.remember(key(1), OLD);
      node.outbox.queue(key(1), PushTiming.AT_ONCE);
      node.worker.start();
      eventually("tried", () -> sender.sent().size() == 1);

      passUntil("row gone", () -> node.waiting() == 0);
      assertThat(sender.sent()).containsExactly(OLD, OLD);
      assertThat(addresses.find(key(1))).hasValue(OLD);
    }
  }

  @Test
  void neverTriesSoonerThanTheServiceAsked() {
    sender.answerNext(new Delivery.Unavailable(Optional.of(Duration.ofMinutes(5))));
    try (var node = node()) {
      addresses.remember(key(1), OLD);
      node.outbox.queue(key(1), PushTiming.AT_ONCE);
      node.worker.start();
      eventually("tried", () -> sender.sent().size() == 1);

      clock.pass(Duration.ofSeconds(299));
      addresses.remember(key(2), NEW);
      node.outbox.queue(key(2), PushTiming.AT_ONCE);

      eventually("the other is sent", () -> node.waiting() == 1);
      assertThat(sender.sent()).containsExactly(OLD, NEW);
    }
  }

  @Test
  void givesUpAfterAnHourAndCatchesUpOnceWhenSendsSucceedAgain() {
    for (int i = 0; i < 100; i++) {
      sender.answerNext(new Delivery.Unavailable(Optional.empty()));
    }
    try (var node = node()) {
      addresses.remember(key(1), OLD);
      node.outbox.queue(key(1), PushTiming.AT_ONCE);
      node.worker.start();
      giveUp(node);
      int tries = sender.sent().size();
      assertThat(node.waiting()).isOne();

      sender.answerOnlyNext();
      clock.pass(Duration.ofSeconds(31));
      addresses.remember(key(2), NEW);
      node.watch.look();
      node.outbox.queue(key(2), PushTiming.AT_ONCE);
      eventually("another is delivered", () -> node.ended(Outcome.DELIVERED) >= 1);
      node.watch.look();

      eventually("rows gone", () -> node.waiting() == 0);
      assertThat(sender.sent().subList(tries, sender.sent().size())).containsOnlyOnce(OLD);
      eventually("both counted", () -> node.ended(Outcome.DELIVERED) == 2);
    }
  }

  @Test
  void endsAPushThatNobodyTookForADay() {
    for (int i = 0; i < 100; i++) {
      sender.answerNext(new Delivery.Unavailable(Optional.empty()));
    }
    try (var node = node()) {
      addresses.remember(key(1), OLD);
      node.outbox.queue(key(1), PushTiming.AT_ONCE);
      node.worker.start();
      giveUp(node);

      clock.pass(Duration.ofHours(24));

      eventually("row gone", () -> node.waiting() == 0);
      eventually("counted", () -> node.ended(Outcome.EXPIRED) == 1);
    }
  }

  @Test
  void keepsAPushForADayWhenNothingIsSetUpToSendIt() {
    try (var off = new WorkerSetup(database, addresses, clock)) {
      addresses.remember(key(1), OLD);
      off.outbox.queue(key(1), PushTiming.AT_ONCE);
      off.worker.start();
      eventually("off", () -> off.ended(Outcome.OFF) == 1);
      assertThat(off.services.state()).isEqualTo(PushState.OFF);
    }
    clock.pass(Duration.ofHours(2));

    try (var mended = node()) {
      mended.worker.start();
      mended.watch.look();

      eventually("row gone", () -> mended.waiting() == 0);
      assertThat(sender.sent()).containsExactly(OLD);
    }
  }

  @Test
  void sendsUrgentPushesFirst() {
    var oneThread = WorkerSetup.settings(1);
    var lease = Duration.ofDays(2);
    try (var node = new WorkerSetup(database, addresses, clock, oneThread, lease, sender)) {
      for (int i = 0; i < 5; i++) {
        addresses.remember(key(i), OLD);
        node.outbox.queue(key(i), PushTiming.END_OF_WINDOW);
      }
      clock.pass(Duration.ofMinutes(30));
      addresses.remember(key(9), NEW);
      node.outbox.queue(key(9), PushTiming.AT_ONCE);
      node.worker.start();

      eventually("rows gone", () -> node.waiting() == 0);
      int inHand = PushServices.inHand(oneThread);
      assertThat(sender.sent().subList(0, inHand)).as("the first that are taken").contains(NEW);
    }
  }

  private WorkerSetup node() {
    return new WorkerSetup(database, addresses, clock, sender);
  }

  private void giveUp(WorkerSetup node) {
    passUntil("given up", () -> node.ended(Outcome.GAVE_UP) == 1);
  }

  /// Moves the clock minute by minute, so that pushes due in each minute are sent.
  private void passUntil(String what, BooleanSupplier holds) {
    eventually(
        what,
        () -> {
          clock.pass(Duration.ofMinutes(1));
          LockSupport.parkNanos(Duration.ofMillis(30).toNanos());
          return holds.getAsBoolean();
        });
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
