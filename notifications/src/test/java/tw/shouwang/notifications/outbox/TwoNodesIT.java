package tw.shouwang.notifications.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static tw.shouwang.notifications.outbox.Eventually.eventually;
import static tw.shouwang.notifications.outbox.WorkerSetup.key;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import tw.shouwang.notifications.firebase.FirebaseSender;
import tw.shouwang.notifications.firebase.StandInSenders;
import tw.shouwang.notifications.testing.FcmAnswer;
import tw.shouwang.notifications.testing.FcmStandIn;

/// After a node's death or freeze, another node takes over its pushes, and the phone shows one
/// notification. Leases are 20 times shorter than in production.
class TwoNodesIT {

  private static final Duration LEASE = Duration.ofSeconds(1);

  private final PGSimpleDataSource database = OutboxPostgres.fresh();
  private final FcmStandIn fcm = FcmStandIn.start(0);
  private final FirebaseSender sender = StandInSenders.to(fcm.uri(), Duration.ofSeconds(3));
  private final WorkerSetup here =
      new WorkerSetup(
          database,
          new NodeProcess.OneAddress(),
          InstantSource.system(),
          WorkerSetup.FAST,
          LEASE,
          sender);

  @AfterEach
  void stop() {
    here.close();
    sender.close();
    fcm.close();
  }

  @Test
  void showsOneNotificationWhenANodeIsKilledBetweenSendingAndMarking() throws Exception {
    fcm.answerNext(FcmAnswer.of(FcmAnswer.Kind.LATE));
    try (var other = NodeProcess.start(database, fcm.uri(), LEASE)) {
      here.outbox.queue(key(1), PushTiming.AT_ONCE);
      eventually("the other has sent", () -> fcm.accepted().size() == 1);
      other.kill();
    }
    assertThat(here.waiting()).isOne();

    here.worker.start();

    eventually("row gone", () -> here.waiting() == 0);
    assertThat(fcm.accepted()).hasSize(2);
    assertThat(visible()).isOne();
  }

  @Test
  void losesAndRepeatsNothingWhenANodeFreezesAndGoesOn() throws Exception {
    fcm.answerNext(FcmAnswer.of(FcmAnswer.Kind.LATE));
    try (var other = NodeProcess.start(database, fcm.uri(), LEASE)) {
      here.outbox.queue(key(1), PushTiming.AT_ONCE);
      eventually("the other is sending", () -> fcm.accepted().size() == 1);
      other.freeze();

      here.worker.start();
      eventually("taken up here", () -> here.waiting() == 0);
      here.worker.close();
      other.thaw();

      here.outbox.queue(key(2), PushTiming.AT_ONCE);
      eventually("the other goes on", () -> here.waiting() == 0);
    }
    assertThat(fcm.accepted()).hasSize(3);
    assertThat(visible()).isEqualTo(2);
  }

  /// The visible notifications: a message replaces an earlier one for the same device with the same
  /// collapse key.
  private long visible() {
    return fcm.accepted().stream().map(TwoNodesIT::place).distinct().count();
  }

  private static String place(JsonObject message) {
    return message.get("token").getAsString()
        + message.getAsJsonObject("android").get("collapse_key").getAsString();
  }
}
