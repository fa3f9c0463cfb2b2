package tw.shouwang.api.intake.webhooks;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import tw.shouwang.api.keys.KeyFiles;
import tw.shouwang.api.trust.TrustedCertificates;
import tw.shouwang.foundation.Deadline;
import tw.shouwang.foundation.Hashes;

/// Posts one message, signed by the rules of standardwebhooks.com: the receiver checks
/// `webhook-signature` over id, timestamp and body, refuses an old `webhook-timestamp`, and
/// recognizes a repeated message by its `webhook-id`.
///
/// A send ends by its deadline, whatever the receiver does, and follows no redirect.
@Singleton
class WebhookSender {

  static final Duration PATIENCE = Duration.ofSeconds(10);

  /// The 4xx statuses that are temporary: too slow, locked, too early, too many requests.
  private static final Set<Integer> FOR_THE_MOMENT = Set.of(408, 423, 425, 429);

  private final HttpClient http;
  private final KeyFiles keys;
  private final InstantSource clock;

  WebhookSender(KeyFiles keys, TrustedCertificates trusted, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
    this.http =
        HttpClient.newBuilder()
            .sslContext(trusted.tls())
            .connectTimeout(Duration.ofSeconds(3))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  private static final byte[] TEST =
      "{\"type\":\"test\",\"data\":{}}".getBytes(StandardCharsets.UTF_8);

  /// What the receiver did with a message.
  enum Answer {
    TAKEN,
    /// It answered that it does not take this message, and not only for the moment.
    REFUSED,
    /// It did not answer in time, or is not able to take it now.
    NOT_NOW,
    /// Its certificate is not accepted, so it was told nothing.
    UNTRUSTED;

    /// For an operator: what became of a test message.
    String inWords() {
      return switch (this) {
        case TAKEN -> "taken";
        case REFUSED -> "refused: it answered that it does not take this";
        case NOT_NOW -> "not taken: it did not answer in time, or cannot take it now";
        case UNTRUSTED -> "not taken: it has " + TrustedCertificates.whyRefused();
      };
    }
  }

  /// Sends one signed message of the type `test`, without content.
  Answer sendTest(WebhookReceiver receiver) {
    return send(receiver, UUID.randomUUID(), TEST);
  }

  Answer send(WebhookReceiver receiver, UUID id, byte[] body) {
    String timestamp = Long.toString(clock.instant().getEpochSecond());
    HttpRequest request =
        HttpRequest.newBuilder(receiver.url())
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("webhook-id", id.toString())
            .header("webhook-timestamp", timestamp)
            .header(
                "webhook-signature",
                signature(
                    keys.required(receiver.keyName(), keys::random),
                    id.toString(),
                    timestamp,
                    body))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    // The request's own timeout ends with the headers; this deadline also covers a slow body.
    CompletableFuture<HttpResponse<Void>> answer =
        http.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    return switch (Deadline.await(PATIENCE, answer)) {
      case Deadline.Outcome.Done<HttpResponse<Void>>(HttpResponse<Void> response) ->
          answer(response.statusCode());
      case Deadline.Outcome.Failed<HttpResponse<Void>>(Throwable cause) ->
          TrustedCertificates.refusedIn(cause) ? Answer.UNTRUSTED : Answer.NOT_NOW;
      case Deadline.Outcome.TooLate<HttpResponse<Void>> _ -> Answer.NOT_NOW;
    };
  }

  private static Answer answer(int status) {
    if (status >= 200 && status < 300) {
      return Answer.TAKEN;
    }
    return status >= 400 && status < 500 && !FOR_THE_MOMENT.contains(status)
        ? Answer.REFUSED
        : Answer.NOT_NOW;
  }

  static String signature(byte[] secret, String id, String timestamp, byte[] body) {
    byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
    return "v1," + Base64.getEncoder().encodeToString(Hashes.hmac(secret, head, body));
  }

  @PreDestroy
  void stop() {
    http.shutdownNow();
  }
}
