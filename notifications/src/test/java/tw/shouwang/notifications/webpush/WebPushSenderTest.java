package tw.shouwang.notifications.webpush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.impl.InMemoryDnsResolver;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tw.shouwang.notifications.Delivery;
import tw.shouwang.notifications.DeviceToken;

/// Tests against an https server that plays a stranger's push service.
class WebPushSenderTest {

  private static final Instant NOW = Instant.parse("2026-11-22T04:00:00Z");
  private static final String HOST = "push.example.org";

  private final KeyPair device = P256.newKeys();
  private final VapidKey key = VapidKey.generate();
  private final List<Headers> received = new CopyOnWriteArrayList<>();
  private final List<byte[]> bodies = new CopyOnWriteArrayList<>();
  @TempDir private static Path folder;
  private static SSLContext tls;
  private HttpsServer server;
  private WebPushSender sender;
  private volatile int status = 201;
  private volatile boolean endless;

  @BeforeAll
  static void makeCertificate() throws Exception {
    tls = certificate(folder);
  }

  @BeforeEach
  void start() throws Exception {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          received.add(exchange.getRequestHeaders());
          bodies.add(exchange.getRequestBody().readAllBytes());
          exchange.getResponseHeaders().set("Retry-After", "7");
          exchange.getResponseHeaders().set("Location", "https://" + HOST + "/elsewhere");
          exchange.sendResponseHeaders(status, endless ? 0 : -1);
          while (endless) {
            exchange.getResponseBody().write(new byte[1024]);
          }
          exchange.close();
        });
    server.start();
    int port = server.getAddress().getPort();
    var names = new InMemoryDnsResolver();
    names.add(HOST, InetAddress.getLoopbackAddress());
    var reach = new WebPushSender.Reach(names, host -> port, new DefaultClientTlsStrategy(tls));
    sender =
        new WebPushSender(key, settings(), InstantSource.fixed(NOW), new SecureRandom(), reach);
  }

  @AfterEach
  void stop() throws Exception {
    sender.close();
    endless = false;
    server.stop(0);
  }

  @Test
  void sendsTheOneMessageEncryptedAndSigned() throws Exception {
    assertThat(sender.send(subscription())).isEqualTo(new Delivery.Delivered());

    Headers headers = received.getFirst();
    assertThat(headers.getFirst("TTL")).isEqualTo("86400");
    assertThat(headers.getFirst("Urgency")).isEqualTo("high");
    assertThat(headers.getFirst("Topic")).isEqualTo("shouwang-news");
    assertThat(headers.getFirst("Content-Encoding")).isEqualTo("aes128gcm");
    assertThat(bodies.getFirst()).hasSize(16 + 4 + 1 + 65 + 19 + 1 + 16);
    assertThat(new String(bodies.getFirst(), StandardCharsets.ISO_8859_1))
        .doesNotContain("shouwang");
    assertSigned(headers.getFirst("Authorization"));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 202, 204})
  void takesEverySuccessForOne(int success) {
    status = success;

    assertThat(sender.send(subscription())).isEqualTo(new Delivery.Delivered());
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 410})
  void forgetsASubscriptionThatIsOver(int gone) {
    status = gone;

    assertThat(sender.send(subscription())).isEqualTo(new Delivery.Unregistered());
  }

  @Test
  void slowsDownWhenAsked() {
    status = 429;

    assertThat(sender.send(subscription()))
        .isEqualTo(new Delivery.Throttled(Optional.of(Duration.ofSeconds(7))));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308, 400, 401, 403, 413, 500, 503})
  void triesAgainWhateverElseAStrangerSaysAndFollowsNoRedirect(int other) {
    status = other;

    assertThat(sender.send(subscription()))
        .isEqualTo(new Delivery.Unavailable(Optional.of(Duration.ofSeconds(7))));
    assertThat(received).hasSize(1);
  }

  @Test
  void readsNoEndlessAnswer() {
    endless = true;

    assertThat(sender.send(subscription())).isEqualTo(new Delivery.Delivered());
  }

  @Test
  void refusesAnAddressInOurOwnNetwork() throws Exception {
    try (var guarded =
        new WebPushSender(key, settings(), InstantSource.fixed(NOW), new SecureRandom())) {
      for (String host :
          List.of("localhost", "127.0.0.1", "[::1]", "10.0.0.1", "169.254.169.254")) {
        assertThat(guarded.send(subscription("https://" + host + "/push")))
            .isEqualTo(new Delivery.Refused(true));
      }
    }
    assertThat(received).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "http://push.example.org/x",
    "https://user:secret@push.example.org/x",
    "https://push.example.org:8443/x",
    "ftp://push.example.org/x",
    "https:///x",
    "x",
  })
  void refusesAnAddressThatIsNotPlainHttps(String endpoint) {
    assertThat(sender.send(subscription(endpoint))).isEqualTo(new Delivery.Refused(true));
    assertThat(received).isEmpty();
  }

  @Test
  void refusesAnAddressOfMoreThanTwoThousandCharacters() {
    String start = "https://" + HOST + "/";

    assertThat(sender.send(subscription(start + "x".repeat(2000 - start.length()))))
        .isEqualTo(new Delivery.Delivered());
    assertThat(sender.send(subscription(start + "x".repeat(2001 - start.length()))))
        .isEqualTo(new Delivery.Refused(true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{}",
        "{\"endpoint\":\"https://push.example.org/x\"}",
        "{\"endpoint\":7,\"keys\":{}}",
        "{\"endpoint\":\"https://push.example.org/x\",\"keys\":{\"p256dh\":\"BA\",\"auth\":\"AA\"}}",
        "{\"endpoint\":\"https://push.example.org/x\",\"keys\":[]}",
      })
  void refusesWhatIsNoSubscription(String token) {
    assertThat(sender.send(new DeviceToken(token))).isEqualTo(new Delivery.Refused(true));
  }

  @Test
  void keepsItsKeyAsBytesThatSayNothingInALog() {
    VapidKey again = VapidKey.of(key.encoded());
    assertThat(again.publicKey()).isEqualTo(key.publicKey()).hasSize(87);
    assertThat(again.encoded()).isEqualTo(key.encoded());
    assertThat(key).hasToString("VapidKey[redacted]");
    assertThatThrownBy(() -> VapidKey.of(new byte[138]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> VapidKey.of(new byte[2])).isInstanceOf(IllegalArgumentException.class);
  }

  /// B8: pages that encode the keys with `btoa` use the standard alphabet; both are one token.
  @Test
  void takesBothAlphabetsOfBase64() {
    var chance = new Random(8);
    for (int i = 0; i < 50; i++) {
      byte[] point = P256.bytes((ECPublicKey) P256.newKeys().getPublic());
      byte[] secret = new byte[16];
      chance.nextBytes(secret);
      Set<DeviceToken> tokens = new HashSet<>();
      for (Base64.Encoder encoder :
          List.of(
              Base64.getEncoder(),
              Base64.getEncoder().withoutPadding(),
              Base64.getUrlEncoder(),
              Base64.getUrlEncoder().withoutPadding())) {
        var token =
            new DeviceToken(
                "{\"endpoint\":\"https://%s/x\",\"keys\":{\"p256dh\":\"%s\",\"auth\":\"%s\"}}"
                    .formatted(
                        HOST, encoder.encodeToString(point), encoder.encodeToString(secret)));

        tokens.add(WebPushSubscription.read(token).orElseThrow());
        WebPushSubscription read = WebPushSubscription.parse(token).orElseThrow();
        assertThat(P256.bytes(read.key())).isEqualTo(point);
        assertThat(read.secret()).isEqualTo(secret);
      }
      assertThat(tokens).hasSize(1);
    }
  }

  /// B13: the audience is an origin, in lower case and without the standard port.
  @ParameterizedTest
  @CsvSource({
    "https://push.example.org:443/x, https://push.example.org",
    "HTTPS://PUSH.Example.ORG/x, https://push.example.org",
    "https://push.example.org/x, https://push.example.org",
  })
  void namesTheOriginOfThePushService(String endpoint, String audience) {
    String authorization = key.authorization(URI.create(endpoint), "mailto:push@example.org", NOW);
    String claims = authorization.split("[ .]")[2];

    assertThat(new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8))
        .contains("\"aud\":\"" + audience + "\"");
  }

  /// B13: Apple refuses pushes from a service without a usable contact.
  @ParameterizedTest
  @CsvSource({
    "mailto:push@localhost, false",
    "mailto:push@intranet, false",
    "mailto:push, false",
    "mailto:push@shouwang.localhost, false",
    "https://localhost/contact, false",
    "https://127.0.0.1/contact, false",
    "https://[::1]/contact, false",
    "https://10.0.0.7/contact, false",
    "mailto:@example.org, false",
    "mailto:push@, false",
    "mailto:push@server.local, false",
    "mailto:push@shouwang.INTERNAL, false",
    "mailto:push@shouwang.invalid, false",
    "mailto:push@shouwang.test, false",
    "https://nas.lan/contact, false",
    "mailto:push@router.home.arpa, false",
    "mailto:push@example.org, true",
    "mailto:push@county.gov.tw, true",
    "https://shouwang.example.org/contact, true",
  })
  void knowsAContactThatNamesSomebody(String contact, boolean names) {
    Duration second = Duration.ofSeconds(1);

    assertThat(new WebPushSettings(contact, second, second).namesSomebody()).isEqualTo(names);
  }

  /// A13: a slow name server used to hold the thread for any time.
  @Test
  void doesNotWaitForANameServerForLongerThanTold() throws Exception {
    var release = new CountDownLatch(1);
    var slow =
        new DnsResolver() {
          @Override
          public InetAddress[] resolve(String host) throws UnknownHostException {
            try {
              release.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            throw new UnknownHostException("late");
          }

          @Override
          public String resolveCanonicalHostname(String host) {
            return host;
          }
        };
    var settings =
        new WebPushSettings(
            "mailto:push@example.org", Duration.ofSeconds(3), Duration.ofMillis(200));
    try (var hasty =
        new WebPushSender(
            key,
            settings,
            InstantSource.fixed(NOW),
            new SecureRandom(),
            new WebPushSender.Reach(slow, host -> 443, null))) {
      assertThat(hasty.send(subscription())).isEqualTo(new Delivery.Unknown());
    } finally {
      release.countDown();
    }
  }

  private DeviceToken subscription() {
    return subscription("https://" + HOST + "/push/1");
  }

  private DeviceToken subscription(String endpoint) {
    String point = url(P256.bytes((ECPublicKey) device.getPublic()));
    return new DeviceToken(
        "{\"endpoint\":\"%s\",\"keys\":{\"p256dh\":\"%s\",\"auth\":\"%s\"}}"
            .formatted(endpoint, point, url(new byte[16])));
  }

  private void assertSigned(String authorization) throws Exception {
    String[] parts = authorization.replace("vapid t=", "").split(", k=");
    String[] token = parts[0].split("\\.");
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initVerify(P256.publicKey(Base64.getUrlDecoder().decode(parts[1])));
    signature.update((token[0] + "." + token[1]).getBytes(StandardCharsets.US_ASCII));
    assertThat(signature.verify(Base64.getUrlDecoder().decode(token[2]))).isTrue();

    String claims = new String(Base64.getUrlDecoder().decode(token[1]), StandardCharsets.UTF_8);
    assertThat(JsonParser.parseString(claims))
        .isEqualTo(
            JsonParser.parseString(
                "{\"aud\":\"https://%s\",\"exp\":%d,\"sub\":\"mailto:push@example.org\"}"
                    .formatted(HOST, NOW.plusSeconds(12 * 3600).getEpochSecond())));
  }

  private static String url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static WebPushSettings settings() {
    return new WebPushSettings(
        "mailto:push@example.org", Duration.ofSeconds(3), Duration.ofSeconds(5));
  }

  /// A certificate for the host, made by the JDK's own tool, trusted by both ends.
  private static SSLContext certificate(Path folder) throws Exception {
    Path store = folder.resolve("tls.p12");
    String command =
        "%s/bin/keytool -genkeypair -alias t -keyalg EC -dname CN=%s -ext SAN=dns:%s -validity 2"
            + " -storetype PKCS12 -storepass changeit -keystore %s";
    String[] words =
        command.formatted(System.getProperty("java.home"), HOST, HOST, store).split(" ");
    assertThat(new ProcessBuilder(words).start().waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, "changeit".toCharArray());
    }
    var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, "changeit".toCharArray());
    var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(keys);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }
}
