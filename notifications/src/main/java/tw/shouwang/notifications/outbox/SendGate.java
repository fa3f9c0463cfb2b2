package tw.shouwang.notifications.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.foundation.Alarm;
import tw.shouwang.notifications.Delivery;
import tw.shouwang.notifications.PushState;

/// Limits a node's sends to one service. After "too many" all sends wait, then a few go, then
/// gradually more. After half of the last 20 sends failed, all wait until one trial succeeds.
final class SendGate {

  private static final Logger LOG = LoggerFactory.getLogger(SendGate.class);

  private static final int REMEMBERED = 20;
  private static final int TOO_MANY_FAILURES = REMEMBERED / 2;
  private static final int FAILURES_IN_A_ROW = 3;

  /// A send that takes longer may hold up others.
  static final Duration SLOW = Duration.ofSeconds(2);

  private final int most;
  private final PushRules rules;
  private final InstantSource clock;
  private final Alarm alarm;

  private final Deque<Boolean> failures = new ArrayDeque<>();
  private int failuresInARow;
  private int allowed;
  private int underWay;
  private int waiting;
  private boolean onTrial;
  private Instant pausedUntil = Instant.MIN;
  private Instant lastMoved = Instant.MIN;
  private final StayAway stayAway = new StayAway();
  private Optional<Instant> lastDelivered = Optional.empty();

  /// @param most how many sends may run at once
  SendGate(int most, PushRules rules, InstantSource clock) {
    this.most = most;
    this.allowed = most;
    this.rules = rules;
    this.clock = clock;
    this.alarm = new Alarm(LOG, clock);
  }

  /// Takes one of the places for running sends; [#leave] gives it back. If none is free, returns
  /// the shortest possible wait for one, or zero if that is unknown.
  synchronized Optional<Duration> enter() {
    Instant now = clock.instant();
    if (now.isBefore(pausedUntil)) {
      return Optional.of(Duration.between(now, pausedUntil));
    }
    int places = onTrial ? 1 : allowed;
    if (underWay >= places) {
      return Optional.of(Duration.ZERO);
    }
    underWay++;
    lastMoved = now;
    return Optional.empty();
  }

  /// Waits for a place, and returns empty once it has one. Returns how long to stay away instead if
  /// `giveWay` became true, if the thread was interrupted, or if others already wait while sends
  /// pause or do not end: pushes through another service must find a thread.
  synchronized Optional<Duration> awaitPlace(BooleanSupplier giveWay) {
    waiting++;
    try {
      while (!giveWay.getAsBoolean()) {
        Optional<Duration> wait = enter();
        if (wait.isEmpty()) {
          return wait;
        }
        boolean crowded = waiting > Math.max(1, most / 4);
        if (crowded && wait.get().isPositive()) {
          return wait;
        }
        if (crowded && isSlow()) {
          return Optional.of(stayAway.next());
        }
        wait(Math.clamp(wait.get().toMillis(), 20, 200));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      waiting--;
    }
    return Optional.of(Duration.ZERO);
  }

  /// All places are taken, and none was given back for [#SLOW].
  private boolean isSlow() {
    return lastMoved.plus(SLOW).isBefore(clock.instant());
  }

  synchronized void leave(Delivery delivery) {
    underWay--;
    if (!isSlow()) {
      stayAway.reset();
    }
    lastMoved = clock.instant();
    switch (delivery) {
      case Delivery.Delivered() -> {
        lastDelivered = Optional.of(clock.instant());
        wentWell();
      }
      // The service answers; the fault is in one message or token.
      case Delivery.Unregistered(), Delivery.Refused(_) -> wentWell();
      case Delivery.Throttled(Optional<Duration> asked) -> slowDown(asked.orElse(rules.quota()));
      case Delivery.Unavailable(_), Delivery.Unauthorized(), Delivery.Unknown() -> failed();
      case Delivery.SwitchedOff() -> {}
    }
    notifyAll();
  }

  private void wentWell() {
    remember(false);
    failuresInARow = 0;
    allowed = Math.min(most, allowed + 1);
    if (onTrial) {
      onTrial = false;
      failures.clear();
      LOG.info("Pushes go out again");
    }
  }

  private void slowDown(Duration wait) {
    allowed = 1;
    pause(wait);
    alarm.warn("The push service asks to slow down; pushes wait for {}", wait);
  }

  private void failed() {
    remember(true);
    failuresInARow++;
    boolean tooMany = failures.stream().filter(failed -> failed).count() >= TOO_MANY_FAILURES;
    if ((onTrial || tooMany) && !clock.instant().isBefore(pausedUntil)) {
      if (!onTrial) {
        alarm.warn("Half of the last pushes failed; pushes pause, then one is tried");
      }
      onTrial = true;
      pause(rules.pause());
    }
  }

  private void remember(boolean failed) {
    failures.addLast(failed);
    if (failures.size() > REMEMBERED) {
      failures.removeFirst();
    }
  }

  private void pause(Duration wait) {
    Instant until = clock.instant().plus(wait);
    if (until.isAfter(pausedUntil)) {
      pausedUntil = until;
    }
  }

  synchronized PushState state() {
    if (clock.instant().isBefore(pausedUntil)) {
      return PushState.PAUSED;
    }
    return onTrial || failuresInARow >= FAILURES_IN_A_ROW ? PushState.FAILING : PushState.WORKING;
  }

  synchronized int waiting() {
    return waiting;
  }

  synchronized Optional<Instant> lastDelivered() {
    return lastDelivered;
  }
}
