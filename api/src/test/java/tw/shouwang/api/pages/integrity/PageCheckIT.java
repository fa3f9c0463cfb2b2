package tw.shouwang.api.pages.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tw.shouwang.api.CommandsBeside;
import tw.shouwang.api.CommandsBeside.Ended;
import tw.shouwang.api.cases.sealing.PublishedAnchors;
import tw.shouwang.api.database.EmbeddedTest;
import tw.shouwang.foundation.CentreFingerprint;

/// A page that was changed for everybody is noticed from any network.
@MicronautTest(transactional = false)
class PageCheckIT implements EmbeddedTest {

  private static final HexFormat HEX = HexFormat.of();

  @Inject EmbeddedServer server;
  @Inject CommandsBeside commands;
  @Inject PublishedAnchors anchors;
  @TempDir static Path folder;

  private String key = "";

  @BeforeAll
  void release() {
    key = commands.run("integrity", "key", folder.resolve("key").toString()).said().strip();
    Ended written =
        commands.run(
            "integrity",
            "write",
            server.getURI().toString(),
            "--key",
            folder.resolve("key").toString(),
            "--out",
            folder.toString());
    assertThat(written.said()).contains("wrote integrity.json");
    assertThat(written.status()).isZero();
  }

  private Ended check(URI service, String... more) {
    return checkWith(folder.resolve("integrity.json"), key, service, more);
  }

  private Ended checkWith(Path list, String trusted, URI service, String... more) {
    return commands.run(
        Stream.concat(
                Stream.of(
                    "check-page",
                    service.toString(),
                    "--release",
                    list.toString(),
                    "--key",
                    trusted),
                Stream.of(more))
            .toArray(String[]::new));
  }

  @Test
  void findsNothingWhereTheReleaseRuns() {
    Ended ended = check(server.getURI());
    assertThat(ended.said()).contains("are those of the release", "centre tpe: ");
    assertThat(ended.status()).isZero();
    assertThat(check(server.getURI().resolve("/report?lang=en")).status()).isZero();
  }

  /// Scenarios 3 and 4, as a monitor sees them: a changed module, a receipt in a page, another
  /// policy, a page that leads elsewhere.
  @Test
  void saysASentenceForEachDifference() throws Exception {
    String page = CheckedPages.addresses().getFirst();
    String script = "/envelope.js";
    Map<String, BiFunction<String, HttpResponse<byte[]>, Served>> changes =
        Map.of(
            "is another file than the release's.",
            (path, real) ->
                path.endsWith(script) ? Served.of(real).with("// and a little more\n") : null,
            "is another page than the release's.",
            (path, real) ->
                path.equals(page)
                    ? Served.of(real).with("<!-- KQZKB-6FAGN-QV2BJ-Q40GY-4GE0R -->")
                    : null,
            "comes with another Content-Security-Policy",
            (path, real) -> path.equals(page) ? new Served(200, "script-src *", real.body()) : null,
            "is answered with status 302",
            (path, real) -> path.equals(page) ? new Served(302, "", new byte[0]) : null);
    for (Map.Entry<String, BiFunction<String, HttpResponse<byte[]>, Served>> change :
        changes.entrySet()) {
      try (Between between = new Between(server.getURI(), change.getValue())) {
        Ended ended = check(between.uri());
        assertThat(ended.said().lines().filter(line -> !line.startsWith("centre ")).toList())
            .as(change.getKey())
            .singleElement()
            .asString()
            .contains(change.getKey());
        assertThat(ended.status()).isEqualTo(1);
      }
    }
  }

  @Test
  void takesNoListThatTheReleaseKeyHasNotSigned() throws Exception {
    Path forged = Files.createDirectories(folder.resolve("forged")).resolve("integrity.json");
    Path signature = forged.resolveSibling("integrity.json.req");
    Files.copy(folder.resolve("integrity.json.req"), signature);
    Files.writeString(forged, Files.readString(folder.resolve("integrity.json")) + "\n");
    assertThat(checkWith(forged, key, server.getURI()).said()).contains("not signed with this key");

    String other = commands.run("integrity", "key", folder.resolve("other").toString()).said();
    Ended ended = checkWith(folder.resolve("integrity.json"), other.strip(), server.getURI());
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.said()).contains("not signed with this key");
  }

  @Test
  void tellsAServiceThatDoesNotAnswerFromOneThatDiffers() {
    assertThat(check(URI.create("http://127.0.0.1:9")).status()).isEqualTo(3);
  }

  /// The keys that clients seal for are a deployment's; a poster has their fingerprints.
  @Test
  void comparesTheCentresKeysWithAPoster() {
    String fingerprint =
        anchors.all().stream()
            .filter(each -> each.code().equals("tpe"))
            .map(each -> CentreFingerprint.of("tpe", each.key()).orElseThrow())
            .findFirst()
            .orElseThrow();
    assertThat(fingerprint).matches("([0-9a-f]{4} ){7}[0-9a-f]{4}");
    String typed = fingerprint.replace(" ", "").toUpperCase(java.util.Locale.ROOT);
    assertThat(check(server.getURI(), "--centre", "tpe=" + typed).status()).isZero();
    Ended other = check(server.getURI(), "--centre", "tpe=" + typed.replace('0', '1') + "0");
    assertThat(other.said()).contains("names another key of centre tpe than the poster's.");
    assertThat(other.status()).isEqualTo(1);
    assertThat(check(server.getURI(), "--centre", "xyz=00").said())
        .contains("no key of centre xyz");
  }

  /// The file for a public log, by Sigsum's own rules: the checksum of the message is signed below
  /// its namespace.
  @Test
  void writesWhatAPublicLogTakes() throws Exception {
    Map<String, byte[]> request =
        Files.readAllLines(folder.resolve("integrity.json.req")).stream()
            .map(line -> line.split("=", 2))
            .collect(Collectors.toMap(part -> part[0], part -> HEX.parseHex(part[1])));
    assertThat(request).containsOnlyKeys("message", "signature", "public_key");
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    byte[] message = sha.digest(Files.readAllBytes(folder.resolve("integrity.json")));
    assertThat(request.get("message")).isEqualTo(message);
    assertThat(Base64.getEncoder().encodeToString(request.get("public_key"))).isEqualTo(key);
    // The prefix of an Ed25519 key in X.509, RFC 8410.
    byte[] encoded =
        HEX.parseHex("302a300506032b6570032100" + HEX.formatHex(request.get("public_key")));
    Signature ed25519 = Signature.getInstance("Ed25519");
    ed25519.initVerify(
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
    ed25519.update("sigsum.org/v1/tree-leaf\0".getBytes(StandardCharsets.US_ASCII));
    ed25519.update(sha.digest(message));
    assertThat(ed25519.verify(request.get("signature"))).isTrue();
  }

  /// The same for everybody, whatever they ask it with.
  @Test
  void servesOneListOfAnchorsToEverybody() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<byte[]> plain = get(http, server.getURI().resolve("/anchors.json"), "zh-TW");
      HttpResponse<byte[]> other =
          get(http, server.getURI().resolve("/anchors.json?lang=vi&area=63000030"), "vi");
      assertThat(other.body()).isEqualTo(plain.body());
      assertThat(plain.headers().firstValue("Set-Cookie")).isEmpty();
      assertThat(new String(plain.body(), StandardCharsets.UTF_8))
          .startsWith("{\"version\":1,\"centres\":[{\"code\":\"ntpc\"")
          .contains("\"63000030\"", "\"counties\":[\"63000\"]");
    }
  }

  private static HttpResponse<byte[]> get(HttpClient http, URI uri, String language)
      throws Exception {
    return http.send(
        HttpRequest.newBuilder(uri).header("Accept-Language", language).build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  /// @param policy the Content-Security-Policy
  private record Served(int status, String policy, byte[] body) {

    static Served of(HttpResponse<byte[]> real) {
      return new Served(
          real.statusCode(),
          real.headers().firstValue("Content-Security-Policy").orElse(""),
          real.body());
    }

    Served with(String more) {
      return new Served(
          status,
          policy,
          (new String(body, StandardCharsets.UTF_8) + more).getBytes(StandardCharsets.UTF_8));
    }
  }

  /// Somebody between the service and its visitors, who changes what they get.
  private static final class Between implements AutoCloseable {

    private final HttpServer http;
    private final HttpClient client = HttpClient.newHttpClient();

    /// @param change null for what stays
    Between(URI real, BiFunction<String, HttpResponse<byte[]>, Served> change) throws IOException {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      http.createContext("/", exchange -> answer(exchange, real, change));
      http.start();
    }

    URI uri() {
      return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    private void answer(
        HttpExchange exchange, URI real, BiFunction<String, HttpResponse<byte[]>, Served> change)
        throws IOException {
      try (exchange) {
        String path = exchange.getRequestURI().toString();
        HttpResponse<byte[]> response =
            client.send(
                HttpRequest.newBuilder(real.resolve(path)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
        Served changed = change.apply(path, response);
        Served served = changed == null ? Served.of(response) : changed;
        exchange.getResponseHeaders().set("Content-Security-Policy", served.policy());
        exchange.sendResponseHeaders(
            served.status(), served.body().length == 0 ? -1 : served.body().length);
        exchange.getResponseBody().write(served.body());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void close() {
      http.stop(0);
      client.close();
    }
  }
}
