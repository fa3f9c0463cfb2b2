package tw.shouwang.notifications.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static tw.shouwang.notifications.outbox.Eventually.eventually;
import static tw.shouwang.notifications.outbox.WorkerSetup.key;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import tw.shouwang.notifications.DeviceToken;
import tw.shouwang.notifications.PushState;
import tw.shouwang.notifications.firebase.StandInSenders;
import tw.shouwang.notifications.outbox.PushMetrics.Outcome;
import tw.shouwang.notifications.testing.AddressesInMemory;
import tw.shouwang.notifications.testing.FcmStandIn;

/// The push service is unavailable for a while, and for longer than pushes are tried.
class OutageIT {

  private static final int PUSHES = 40;

  private final PGSimpleDataSource database = OutboxPostgres.fresh();
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T04:10:00Z"));
  private final AddressesInMemory addresses = new AddressesInMemory();

  @Test
  void sendsEverythingOnceTheServiceIsBack() {
    int port = freePort();
    try (var sender = StandInSenders.to(uri(port), Duration.ofSeconds(3));
        var node = new WorkerSetup(database, addresses, clock, sender)) {
      queue(node);
      node.worker.start();
      eventually("pushes pause", () -> node.services.state() == PushState.PAUSED);

      try (FcmStandIn back = FcmStandIn.start(port)) {
        passUntil("rows gone", () -> node.waiting() == 0);

        assertThat(back.accepted()).hasSize(PUSHES);
        assertThat(node.services.state()).isEqualTo(PushState.WORKING);
      }
    }
  }

  @Test
  void catchesUpEachDeviceOnceWhenTheServiceWasAwayForHours() {
    int port = freePort();
    try (var sender = StandInSenders.to(uri(port), Duration.ofSeconds(3));
        var node = new WorkerSetup(database, addresses, clock, sender)) {
      queue(node);
      node.worker.start();
      passUntil("all given up", () -> node.ended(Outcome.GAVE_UP) >= PUSHES);
      assertThat(node.waiting()).isEqualTo(PUSHES);

      try (FcmStandIn back = FcmStandIn.start(port)) {
        passUntil(
            "caught up",
            () -> {
              node.watch.look();
              return node.waiting() == 0;
            });

        assertThat(back.accepted()).hasSize(PUSHES);
      }
    }
  }

  private void queue(WorkerSetup node) {
    for (int i = 0; i < PUSHES; i++) {
      addresses.remember(key(i), new DeviceToken(FcmStandIn.token(i)));
      node.outbox.queue(key(i), PushTiming.AT_ONCE);
    }
  }

  private void passUntil(String what, BooleanSupplier holds) {
    eventually(
        what,
        () -> {
          clock.pass(Duration.ofSeconds(20));
          LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
          return holds.getAsBoolean();
        });
  }

  private static URI uri(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  private static int freePort() {
    try (FcmStandIn standIn = FcmStandIn.start(0)) {
      return standIn.port();
    }
  }
}
