package tw.shouwang.notifications.firebase;

import static org.assertj.core.api.Assertions.assertThat;
import static tw.shouwang.notifications.testing.FcmAnswer.Kind.*;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tw.shouwang.notifications.Delivery;
import tw.shouwang.notifications.DeviceToken;
import tw.shouwang.notifications.testing.FcmAnswer;
import tw.shouwang.notifications.testing.FcmStandIn;

/// Google's real library against the stand-in: every documented error.
class FirebaseSenderTest {

  private static final Instant NOW = Instant.parse("2026-11-22T04:00:00Z");
  private static final DeviceToken TOKEN = new DeviceToken(FcmStandIn.token(1));

  private final FcmStandIn fcm = FcmStandIn.start(0);
  private final FirebaseSender sender = sender(fcm.uri(), Duration.ofSeconds(10));

  @AfterEach
  void stop() {
    sender.close();
    fcm.close();
  }

  @Test
  void deliversWithoutFirestoreAndStorageOnTheClassPath() {
    assertThat(sender.send(TOKEN)).isEqualTo(new Delivery.Delivered());

    assertThat(fcm.accepted()).hasSize(1);
    assertThat(
            getClass().getClassLoader().getResource("com/google/cloud/firestore/Firestore.class"))
        .isNull();
  }

  @Test
  void sendsTheOneMessageOfTheDesign() {
    sender.send(TOKEN);

    JsonObject message = fcm.accepted().getFirst().deepCopy();
    message.remove("token");
    assertThat(message)
        .isEqualTo(
            JsonParser.parseString(
                """
                {
                  "data": {"shouwang": "news"},
                  "android": {
                    "priority": "high",
                    "collapse_key": "shouwang-news",
                    "ttl": "86400s"
                  },
                  "apns": {
                    "headers": {
                      "apns-priority": "10",
                      "apns-collapse-id": "shouwang-news"
                    },
                    "payload": {
                      "aps": {
                        "alert": {
                          "title-loc-key": "shouwang_news_title",
                          "loc-key": "shouwang_news_body"
                        }
                      }
                    }
                  },
                  "webpush": {
                    "headers": {
                      "Urgency": "high",
                      "Topic": "shouwang-news",
                      "TTL": "86400"
                    }
                  }
                }
                """));
  }

  @ParameterizedTest
  @EnumSource(names = {"UNREGISTERED", "SENDER_ID_MISMATCH"})
  void takesATokenThatIsGoneOrSomebodyElsesAsFinal(FcmAnswer.Kind kind) {
    assertThat(answerTo(FcmAnswer.of(kind))).isEqualTo(new Delivery.Unregistered());
  }

  @Test
  void blamesTheTokenForARefusalOnlyWhenTheMessageIsKnownToBeGood() {
    assertThat(answerTo(FcmAnswer.of(INVALID_ARGUMENT))).isEqualTo(new Delivery.Refused(false));
    assertThat(answerTo(FcmAnswer.of(OK))).isEqualTo(new Delivery.Delivered());
    assertThat(answerTo(FcmAnswer.of(INVALID_ARGUMENT))).isEqualTo(new Delivery.Refused(true));
  }

  @Test
  void isRefusedByFcmsOwnChecksForATokenThatIsNone() {
    assertThat(sender.send(new DeviceToken("no token"))).isEqualTo(new Delivery.Refused(false));
  }

  @Test
  void readsRetryAfterInSecondsAndAsADate() {
    assertThat(answerTo(FcmAnswer.of(QUOTA_EXCEEDED)))
        .isEqualTo(new Delivery.Throttled(Optional.empty()));
    assertThat(answerTo(FcmAnswer.of(QUOTA_EXCEEDED).retryAfter("90")))
        .isEqualTo(new Delivery.Throttled(Optional.of(Duration.ofSeconds(90))));
    assertThat(answerTo(FcmAnswer.of(UNAVAILABLE).retryAfter("Sun, 22 Nov 2026 04:02:00 GMT")))
        .isEqualTo(new Delivery.Unavailable(Optional.of(Duration.ofMinutes(2))));
  }

  @ParameterizedTest
  @EnumSource(names = {"INTERNAL", "BAD_GATEWAY", "UNAVAILABLE"})
  void takesAFaultOfTheServiceAsPassing(FcmAnswer.Kind kind) {
    assertThat(answerTo(FcmAnswer.of(kind))).isEqualTo(new Delivery.Unavailable(Optional.empty()));
  }

  @ParameterizedTest
  @EnumSource(names = {"THIRD_PARTY_AUTH_ERROR", "UNAUTHENTICATED", "NO_SUCH_PROJECT"})
  void forgetsNoTokenForWhatOnlyAnOperatorCanMend(FcmAnswer.Kind kind) {
    assertThat(answerTo(FcmAnswer.of(kind))).isEqualTo(new Delivery.Unauthorized());
  }

  @ParameterizedTest
  @EnumSource(names = {"CUT", "GARBAGE"})
  void doesNotKnowWhatBecameOfAPushWithoutAReadableAnswer(FcmAnswer.Kind kind) {
    assertThat(answerTo(FcmAnswer.of(kind))).isEqualTo(new Delivery.Unknown());
  }

  @ParameterizedTest
  @EnumSource
  void triesExactlyOnceWhateverTheAnswer(FcmAnswer.Kind kind) {
    try (FirebaseSender hasty = sender(fcm.uri(), Duration.ofMillis(300))) {
      fcm.answerNext(FcmAnswer.of(kind));
      hasty.send(TOKEN);
    }

    assertThat(fcm.received()).hasSize(1);
  }

  /// S10: Google's library followed up to five redirects, with token and message.
  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void followsNoRedirect(int status) throws IOException {
    var asked = new ConcurrentLinkedQueue<String>();
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().getPath());
          exchange.getResponseHeaders().set("Location", "/elsewhere");
          exchange.getResponseHeaders().set("Retry-After", "7");
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    try (FirebaseSender misled = sender(uri, Duration.ofSeconds(5))) {
      assertThat(misled.send(TOKEN))
          .isEqualTo(new Delivery.Unavailable(Optional.of(Duration.ofSeconds(7))));
    } finally {
      server.stop(0);
    }
    assertThat(asked).hasSize(1).doesNotContain("/elsewhere");
  }

  @Test
  void doesNotWaitLongerThanTold() {
    try (FirebaseSender hasty = sender(fcm.uri(), Duration.ofMillis(100))) {
      fcm.answerNext(FcmAnswer.of(SILENCE));
      long start = System.nanoTime();

      assertThat(hasty.send(TOKEN)).isEqualTo(new Delivery.Unknown());
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }
  }

  @Test
  void doesNotKnowWhatBecameOfAPushWhenNobodyListens() {
    URI gone;
    try (FcmStandIn closed = FcmStandIn.start(0)) {
      gone = closed.uri();
    }
    try (FirebaseSender lost = sender(gone, Duration.ofSeconds(5))) {
      assertThat(lost.send(TOKEN)).isEqualTo(new Delivery.Unknown());
    }
  }

  @Test
  void startsNoThreadOfFirebasesOwnToSend() {
    Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());
    for (int i = 0; i < 50; i++) {
      sender.send(new DeviceToken(FcmStandIn.token(i)));
    }
    Set<Thread> after = new HashSet<>(Thread.getAllStackTraces().keySet());
    after.removeAll(before);

    assertThat(after).hasSizeLessThan(5);
  }

  private Delivery answerTo(FcmAnswer answer) {
    fcm.answerNext(answer);
    return sender.send(TOKEN);
  }

  static FirebaseSender sender(URI fcm, Duration answerTimeout) {
    var settings = new FirebaseSettings(null, null, fcm, Duration.ofSeconds(3), answerTimeout);
    return FirebaseBeans.standIn(settings, fcm, InstantSource.fixed(NOW));
  }
}
