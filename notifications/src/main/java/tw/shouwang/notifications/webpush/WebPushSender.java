package tw.shouwang.notifications.webpush;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import tw.shouwang.foundation.Deadline;
import tw.shouwang.notifications.Delivery;
import tw.shouwang.notifications.DeviceToken;
import tw.shouwang.notifications.Notification;
import tw.shouwang.notifications.NotificationSender;
import tw.shouwang.notifications.RetryAfter;

/// Sends pushes to the push service of a browser or a UnifiedPush app.
///
/// A stranger chose the address. So only https and public addresses are used, redirects are not
/// followed, response bodies are not read, and each try has a deadline.
public final class WebPushSender implements NotificationSender, AutoCloseable {

  private static final byte[] MESSAGE =
      "{\"%s\":\"%s\"}"
          .formatted(Notification.DATA_KEY, Notification.DATA_VALUE)
          .getBytes(StandardCharsets.UTF_8);

  private final VapidKey key;
  private final String contact;
  private final Duration answerTimeout;
  private final CloseableHttpClient client;
  private final InstantSource clock;
  private final SecureRandom chance;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("web-push-", 0).factory());

  WebPushSender(VapidKey key, WebPushSettings settings, InstantSource clock, SecureRandom chance) {
    this(key, settings, clock, chance, Reach.INTERNET);
  }

  WebPushSender(
      VapidKey key,
      WebPushSettings settings,
      InstantSource clock,
      SecureRandom chance,
      Reach reach) {
    this.key = key;
    this.contact = settings.contact();
    this.answerTimeout = settings.answerTimeout();
    this.client = client(settings, reach);
    this.clock = clock;
    this.chance = chance;
  }

  private static CloseableHttpClient client(WebPushSettings settings, Reach reach) {
    var timeouts =
        ConnectionConfig.custom()
            .setConnectTimeout(Timeout.of(settings.connectTimeout()))
            .setSocketTimeout(Timeout.of(settings.answerTimeout()))
            .build();
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(reach.names())
            .setSchemePortResolver(reach.ports())
            .setDefaultConnectionConfig(timeouts)
            .setTlsSocketStrategy(reach.tls())
            .build();
    return HttpClients.custom()
        .setConnectionManager(connections)
        .setSchemePortResolver(reach.ports())
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .setUserAgent("shouwang")
        .build();
  }

  @Override
  public boolean takes(DeviceToken token) {
    return token.isSubscription();
  }

  @Override
  public String name() {
    return "web";
  }

  @Override
  public boolean isOneService() {
    return false;
  }

  @Override
  public Delivery send(DeviceToken token) {
    Optional<WebPushSubscription> subscription = WebPushSubscription.parse(token);
    if (subscription.isEmpty()) {
      return new Delivery.Refused(true);
    }
    HttpPost request = request(subscription.get());
    return switch (Deadline.await(answerTimeout, threads, () -> ask(request))) {
      case Deadline.Outcome.Done<Delivery>(Delivery delivery) -> delivery;
      case Deadline.Outcome.Failed<Delivery>(PublicAddresses.NotPublic _) ->
          new Delivery.Refused(true);
      case Deadline.Outcome.Failed<Delivery> _ -> new Delivery.Unknown();
      case Deadline.Outcome.TooLate<Delivery> _ -> {
        request.cancel();
        yield new Delivery.Unknown();
      }
    };
  }

  @Override
  public String host(DeviceToken token) {
    return WebPushSubscription.parse(token)
        .map(subscription -> subscription.endpoint().getHost().toLowerCase(Locale.ROOT))
        .orElse("");
  }

  /// Closes the connection once the status is known, because a body may be of any length.
  private Delivery ask(HttpPost request) throws IOException {
    ClassicHttpResponse response = client.executeOpen(null, request, null);
    Delivery delivery = delivery(response);
    request.cancel();
    return delivery;
  }

  private HttpPost request(WebPushSubscription to) {
    URI endpoint = to.endpoint();
    var request = new HttpPost(endpoint);
    request.setHeader("TTL", Notification.TIME_TO_LIVE.toSeconds());
    request.setHeader("Urgency", "high");
    request.setHeader("Topic", Notification.COLLAPSE_KEY);
    request.setHeader("Content-Encoding", "aes128gcm");
    request.setHeader("Authorization", key.authorization(endpoint, contact, clock.instant()));
    request.setEntity(
        new ByteArrayEntity(
            WebPushEncryption.encrypt(MESSAGE, to, chance), ContentType.APPLICATION_OCTET_STREAM));
    return request;
  }

  /// Only 404 and 410 say that a subscription has ended (RFC 8030, 7.3). After any other answer of
  /// a stranger's server the push is tried again, without an alarm.
  private Delivery delivery(HttpResponse response) {
    int status = response.getCode();
    return switch (status) {
      case 200, 201, 202, 204 -> new Delivery.Delivered();
      case 404, 410 -> new Delivery.Unregistered();
      case 429 -> new Delivery.Throttled(retryAfter(response));
      default -> new Delivery.Unavailable(retryAfter(response));
    };
  }

  private Optional<Duration> retryAfter(HttpResponse response) {
    return Optional.ofNullable(response.getFirstHeader("Retry-After"))
        .map(NameValuePair::getValue)
        .flatMap(value -> RetryAfter.parse(value, clock.instant()));
  }

  /// Which addresses endpoints may have: the public internet, except in tests.
  ///
  /// @param tls null for the JDK's default trust
  record Reach(DnsResolver names, SchemePortResolver ports, @Nullable TlsSocketStrategy tls) {
    static final Reach INTERNET =
        new Reach(new PublicAddresses(), DefaultSchemePortResolver.INSTANCE, null);
  }

  @Override
  public void close() throws IOException {
    threads.shutdown();
    client.close();
  }
}
