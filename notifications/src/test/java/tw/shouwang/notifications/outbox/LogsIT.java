package tw.shouwang.notifications.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static tw.shouwang.notifications.outbox.Eventually.eventually;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tw.shouwang.notifications.AddressBook;
import tw.shouwang.notifications.AddressKey;
import tw.shouwang.notifications.DeviceToken;
import tw.shouwang.notifications.firebase.StandInSenders;
import tw.shouwang.notifications.testing.FcmAnswer;
import tw.shouwang.notifications.testing.FcmStandIn;

/// No log line and no metric contains tokens or keys, also at debug level and after failures.
class LogsIT {

  private static final String TOKEN = FcmStandIn.token(8_642_135_790L);
  private static final byte[] KEY =
      "MARKER-KEY-of-32-bytes-exactly!!".getBytes(StandardCharsets.UTF_8);

  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Lines lines = new Lines();
  private final Level before = root.getLevel();

  @BeforeEach
  void listen() {
    root.setLevel(Level.DEBUG);
    root.detachAndStopAllAppenders();
    lines.start();
    root.addAppender(lines);
  }

  @AfterEach
  void stop() {
    root.detachAppender(lines);
    root.setLevel(before);
  }

  @Test
  void nameNeitherTokensNorKeys() {
    try (FcmStandIn fcm = FcmStandIn.start(0);
        var sender = StandInSenders.to(fcm.uri(), Duration.ofMillis(300));
        var node =
            new WorkerSetup(
                OutboxPostgres.fresh(), new BreakingBook(), InstantSource.system(), sender)) {
      fcm.answerNext(FcmAnswer.of(FcmAnswer.Kind.INVALID_ARGUMENT));
      fcm.answerNext(FcmAnswer.of(FcmAnswer.Kind.THIRD_PARTY_AUTH_ERROR));
      fcm.answerNext(FcmAnswer.of(FcmAnswer.Kind.CUT));
      node.worker.start();
      for (int sent = 1; sent <= 4; sent++) {
        int expected = sent;
        node.outbox.queue(new AddressKey(KEY), PushTiming.AT_ONCE);
        eventually("tried", () -> fcm.received().size() >= expected);
      }
      eventually("delivered", () -> node.ended(PushMetrics.Outcome.DELIVERED) >= 1);

      assertThat(lines.all).as("something was said").isNotEmpty();
      assertThat(lines.all).noneMatch(LogsIT::namesAnything);
      assertThat(node.registry.getMetersAsString()).doesNotContain(TOKEN);
    }
  }

  private static boolean namesAnything(String line) {
    return line.contains(TOKEN)
        || line.contains("MARKER-KEY")
        || line.contains(HexFormat.of().formatHex(KEY))
        || line.contains(Base64.getEncoder().encodeToString(KEY))
        || line.contains(java.util.Arrays.toString(KEY));
  }

  /// Fails at first, with a message that must not be logged.
  private static final class BreakingBook implements AddressBook {
    private final List<String> failures = new CopyOnWriteArrayList<>(List.of("once"));

    @Override
    public Optional<DeviceToken> find(AddressKey key) {
      if (!failures.isEmpty()) {
        failures.clear();
        throw new IllegalStateException("no vault for " + TOKEN);
      }
      return Optional.of(new DeviceToken(TOKEN));
    }

    @Override
    public void forget(AddressKey key, DeviceToken failed) {}
  }

  private static final class Lines extends AppenderBase<ILoggingEvent> {
    private final List<String> all = new CopyOnWriteArrayList<>();

    @Override
    protected void append(ILoggingEvent event) {
      String thrown =
          event.getThrowableProxy() == null
              ? ""
              : ThrowableProxyUtil.asString(event.getThrowableProxy());
      all.add(event.getLoggerName() + " " + event.getFormattedMessage() + thrown);
    }
  }
}
