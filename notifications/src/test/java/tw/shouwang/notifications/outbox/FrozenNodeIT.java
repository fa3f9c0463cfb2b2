package tw.shouwang.notifications.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static tw.shouwang.notifications.outbox.Eventually.eventually;
import static tw.shouwang.notifications.outbox.WorkerSetup.key;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import tw.shouwang.notifications.firebase.StandInSenders;
import tw.shouwang.notifications.testing.FcmAnswer;
import tw.shouwang.notifications.testing.FcmStandIn;

/// The promise of 30 seconds with the heartbeat of service: a node that freezes for a minute in the
/// middle of a send. [TwoNodesIT] plays the same in seconds; this one takes its minute once.
class FrozenNodeIT {

  // The default, to which PushSettingsTest holds it.
  private static final Duration HEARTBEAT = Duration.ofSeconds(4);
  private static final Duration PROMISE = Duration.ofSeconds(30);
  private static final Duration FROZEN = Duration.ofSeconds(60);

  private final PGSimpleDataSource database = OutboxPostgres.fresh();

  @Test
  void isStoodInForWithinThirtySecondsAndLosesAndRepeatsNothingWhenItGoesOn() throws Exception {
    try (FcmStandIn fcm = FcmStandIn.start(0);
        var sender = StandInSenders.to(fcm.uri(), Duration.ofSeconds(3));
        var here =
            new WorkerSetup(
                database,
                new NodeProcess.OneAddress(),
                InstantSource.system(),
                WorkerSetup.settings(4, HEARTBEAT),
                List.of(),
                sender);
        var other = NodeProcess.start(database, fcm.uri(), HEARTBEAT)) {
      fcm.answerNext(FcmAnswer.of(FcmAnswer.Kind.LATE));
      here.outbox.queue(key(1), Urgency.AT_ONCE);
      eventually("the other is sending", () -> fcm.accepted().size() == 1);
      other.freeze();
      long frozen = System.nanoTime();

      here.worker.start();
      eventually("taken up here", PROMISE, () -> here.waiting() == 0);
      assertThat(since(frozen)).isLessThan(PROMISE);
      assertThat(fcm.accepted()).hasSize(2);

      here.worker.close();
      while (since(frozen).compareTo(FROZEN) < 0) {
        LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
      }
      other.thaw();
      here.outbox.queue(key(2), Urgency.AT_ONCE);
      eventually("the other goes on", PROMISE, () -> here.waiting() == 0);

      assertThat(fcm.accepted()).hasSize(3);
      assertThat(fcm.accepted().stream().map(FrozenNodeIT::place).distinct()).hasSize(2);
    }
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  /// Where a phone shows it: a later one replaces what came to the same place.
  private static String place(JsonObject message) {
    return message.get("token").getAsString()
        + message.getAsJsonObject("android").get("collapse_key").getAsString();
  }
}
