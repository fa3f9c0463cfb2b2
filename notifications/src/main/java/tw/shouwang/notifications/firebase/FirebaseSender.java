package tw.shouwang.notifications.firebase;

import com.google.auth.oauth2.GoogleCredentials;
import com.google.firebase.FirebaseApp;
import com.google.firebase.FirebaseOptions;
import com.google.firebase.IncomingHttpResponse;
import com.google.firebase.messaging.FirebaseMessaging;
import com.google.firebase.messaging.FirebaseMessagingException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tw.shouwang.notifications.Delivery;
import tw.shouwang.notifications.DeviceToken;
import tw.shouwang.notifications.NotificationSender;
import tw.shouwang.notifications.RetryAfter;

/// Sends pushes to Firebase Cloud Messaging, one at a time in the calling thread.
public final class FirebaseSender implements NotificationSender, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FirebaseSender.class);

  private final FirebaseApp app;
  private final FirebaseMessaging messaging;
  private final GoogleCredentials credentials;
  private final SingleAttemptTransport transport;
  private final InstantSource clock;

  // The message is always the same: once it was accepted, a later rejection can only be the token's
  // fault.
  private final AtomicBoolean messageIsGood = new AtomicBoolean();

  FirebaseSender(
      GoogleCredentials credentials,
      String project,
      SingleAttemptTransport transport,
      InstantSource clock) {
    this.credentials = credentials;
    this.transport = transport;
    this.clock = clock;
    var options =
        FirebaseOptions.builder()
            .setCredentials(credentials)
            .setProjectId(project)
            .setHttpTransport(transport)
            .setThreadManager(new FewThreads())
            .build();
    this.app = FirebaseApp.initializeApp(options, "shouwang-" + UUID.randomUUID());
    this.messaging = FirebaseMessaging.getInstance(app);
  }

  @Override
  public Delivery send(DeviceToken token) {
    try {
      messaging.send(FirebaseMessages.to(token));
      messageIsGood.set(true);
      return new Delivery.Delivered();
    } catch (FirebaseMessagingException e) {
      return failure(e);
    } catch (RuntimeException e) {
      // The library throws unchecked exceptions when its credentials or its parser fail.
      LOG.warn("Firebase's library failed: {}", e.getClass().getSimpleName());
      return new Delivery.Unknown();
    }
  }

  @Override
  public String name() {
    return "firebase";
  }

  @Override
  public boolean takes(DeviceToken token) {
    return !token.isSubscription();
  }

  private Delivery failure(FirebaseMessagingException e) {
    var code = e.getMessagingErrorCode();
    if (code == null) {
      return e.getHttpResponse() == null ? new Delivery.Unknown() : byStatus(e.getHttpResponse());
    }
    return switch (code) {
      case UNREGISTERED, SENDER_ID_MISMATCH -> new Delivery.Unregistered();
      case INVALID_ARGUMENT -> new Delivery.Refused(messageIsGood.get());
      case QUOTA_EXCEEDED -> new Delivery.Throttled(retryAfter(e.getHttpResponse()));
      case INTERNAL, UNAVAILABLE -> new Delivery.Unavailable(retryAfter(e.getHttpResponse()));
      case THIRD_PARTY_AUTH_ERROR -> new Delivery.Unauthorized();
    };
  }

  /// An answer without one of FCM's own codes is not about the token, so no token is deleted for
  /// it: a 404 then means a missing project, a 403 a service account without permission.
  private Delivery byStatus(IncomingHttpResponse response) {
    int status = status(response);
    if (status == 401) {
      refreshCredentials();
    }
    return switch (status) {
      case 401, 403, 404 -> new Delivery.Unauthorized();
      case 400, 413 -> new Delivery.Refused(false);
      case 429 -> new Delivery.Throttled(retryAfter(response));
      default ->
          status >= 500 || Response.isRedirect(status)
              ? new Delivery.Unavailable(retryAfter(response))
              : new Delivery.Unknown();
    };
  }

  /// The library would do this itself on a 401, but [SingleAttemptTransport] hides the 401 from it.
  private void refreshCredentials() {
    try {
      credentials.refresh();
    } catch (IOException | RuntimeException e) {
      LOG.warn("Could not refresh the push credentials: {}", e.getClass().getSimpleName());
    }
  }

  private static int status(IncomingHttpResponse response) {
    return header(response, SingleAttemptTransport.STATUS)
        .map(Integer::parseInt)
        .orElse(response.getStatusCode());
  }

  private Optional<Duration> retryAfter(@Nullable IncomingHttpResponse response) {
    if (response == null) {
      return Optional.empty();
    }
    return header(response, "retry-after")
        .flatMap(value -> RetryAfter.parse(value, clock.instant()));
  }

  /// The library gives a header's values as a list or as text, depending on the name.
  private static Optional<String> header(IncomingHttpResponse response, String name) {
    return response.getHeaders().entrySet().stream()
        .filter(entry -> entry.getKey().toLowerCase(Locale.ROOT).equals(name))
        .map(Map.Entry::getValue)
        .map(value -> value instanceof Iterable<?> many ? many.iterator().next() : value)
        .map(String::valueOf)
        .findFirst();
  }

  @Override
  public void close() {
    app.delete();
    transport.shutdown();
  }
}
