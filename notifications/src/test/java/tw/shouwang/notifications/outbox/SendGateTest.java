package tw.shouwang.notifications.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static tw.shouwang.notifications.outbox.Eventually.eventually;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import tw.shouwang.notifications.Delivery;
import tw.shouwang.notifications.PushState;

class SendGateTest {

  private static final Delivery DELIVERED = new Delivery.Delivered();
  private static final Delivery FAILED = new Delivery.Unavailable(Optional.empty());

  private Instant now = Instant.parse("2026-11-22T04:00:00Z");
  private final InstantSource clock = () -> now;
  private final SendGate gate = new SendGate(4, PushRules.DESIGN, clock);

  @Test
  void letsNoMoreInThanThereArePlaces() {
    for (int i = 0; i < 4; i++) {
      assertThat(gate.enter()).isEmpty();
    }

    assertThat(gate.enter()).hasValue(Duration.ZERO);
    gate.leave(DELIVERED);
    assertThat(gate.enter()).isEmpty();
  }

  @Test
  void pausesForThirtySecondsWhenHalfOfTheLastTwentyFailed() {
    sends(DELIVERED, 10);
    sends(FAILED, 9);
    assertThat(gate.state()).isEqualTo(PushState.FAILING);
    sends(FAILED, 1);

    assertThat(gate.state()).isEqualTo(PushState.PAUSED);
    assertThat(gate.enter()).hasValue(Duration.ofSeconds(30));
  }

  @Test
  void triesOneAfterThePauseAndOpensWhenItArrives() {
    sends(FAILED, 10);
    now = now.plusSeconds(30);

    assertThat(gate.enter()).isEmpty();
    assertThat(gate.enter()).hasValue(Duration.ZERO);
    gate.leave(DELIVERED);

    assertThat(gate.state()).isEqualTo(PushState.WORKING);
    assertThat(gate.enter()).isEmpty();
    assertThat(gate.enter()).isEmpty();
  }

  @Test
  void pausesAgainWhenTheTrialFails() {
    sends(FAILED, 10);
    now = now.plusSeconds(30);
    sends(FAILED, 1);

    assertThat(gate.enter()).hasValue(Duration.ofSeconds(30));
  }

  @Test
  void staysOpenWhenFewerThanHalfFail() {
    for (int i = 0; i < 100; i++) {
      sends(DELIVERED, 11);
      sends(FAILED, 9);
    }

    assertThat(gate.state()).isNotEqualTo(PushState.PAUSED);
  }

  @Test
  void takesDeadTokensAsASignOfLife() {
    sends(new Delivery.Unregistered(), 20);

    assertThat(gate.state()).isEqualTo(PushState.WORKING);
  }

  @Test
  void holdsBackTheWholeProjectWhenAskedToSlowDownAndThenGrowsAgain() {
    sends(new Delivery.Throttled(Optional.of(Duration.ofSeconds(90))), 1);
    assertThat(gate.enter()).hasValue(Duration.ofSeconds(90));
    now = now.plusSeconds(90);

    assertThat(gate.enter()).isEmpty();
    assertThat(gate.enter()).hasValue(Duration.ZERO);
    gate.leave(DELIVERED);
    assertThat(gate.enter()).isEmpty();
    assertThat(gate.enter()).isEmpty();
    assertThat(gate.enter()).hasValue(Duration.ZERO);
  }

  @Test
  void waitsAMinuteWhenToldToSlowDownWithoutATime() {
    sends(new Delivery.Throttled(Optional.empty()), 1);

    assertThat(gate.enter()).hasValue(Duration.ofSeconds(60));
  }

  @Test
  void keepsThreadsFreeForOtherServicesDuringAPause() throws Exception {
    sends(FAILED, 10);
    var stop = new AtomicBoolean();
    Thread patient = Thread.startVirtualThread(() -> gate.awaitPlace(stop::get));
    eventually("one waits", () -> gate.waiting() == 1);

    assertThat(gate.awaitPlace(stop::get)).hasValue(Duration.ofSeconds(30));

    stop.set(true);
    patient.join();
  }

  /// A13: a slow push service used to hold the threads of all others.
  @Test
  void keepsThreadsFreeForOtherServicesWhileSendsDoNotEnd() throws Exception {
    for (int i = 0; i < 4; i++) {
      assertThat(gate.enter()).isEmpty();
    }
    var stop = new AtomicBoolean();
    Thread patient = Thread.startVirtualThread(() -> gate.awaitPlace(stop::get));
    eventually("one waits", () -> gate.waiting() == 1);
    now = now.plusSeconds(3);

    Duration first = gate.awaitPlace(stop::get).orElseThrow();
    assertThat(first).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    assertThat(gate.awaitPlace(stop::get).orElseThrow()).isGreaterThan(first);

    stop.set(true);
    patient.join();
  }

  private void sends(Delivery answer, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(gate.enter()).isEmpty();
      gate.leave(answer);
    }
  }
}
