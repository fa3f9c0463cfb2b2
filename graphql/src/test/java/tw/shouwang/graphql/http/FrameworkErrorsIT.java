package tw.shouwang.graphql.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that are refused before GraphQL get answers in the same form, with the emergency
/// numbers.
@MicronautTest
@Property(name = "micronaut.server.netty.max-header-size", value = "32768")
@Property(name = "shouwang.graphql.request-deadline", value = "700ms")
class FrameworkErrorsIT {

  private static final String HELLO = "{\"query\": \"{ hello }\"}";
  private final EmbeddedServer server;

  FrameworkErrorsIT(EmbeddedServer server) {
    this.server = server;
  }

  /// Everything that the server sends until the connection ends.
  private String raw(byte[]... parts) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(20_000);
      for (byte[] part : parts) {
        socket.getOutputStream().write(part);
      }
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String head(String request) throws IOException {
    return raw(request.getBytes(StandardCharsets.ISO_8859_1));
  }

  private String post(String headers, byte[] body) throws IOException {
    return raw(
        ("POST /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: "
                + body.length
                + "\r\n"
                + headers
                + "\r\n")
            .getBytes(StandardCharsets.US_ASCII),
        body);
  }

  private static void isOurs(String answer, String status, String code) {
    assertThat(answer)
        .containsPattern("\\AHTTP/1\\.[01] " + status)
        .contains("\"code\":\"" + code + "\"", "\"emergency\":\"119\"")
        .containsIgnoringCase("x-content-type-options: nosniff")
        .containsIgnoringCase("cache-control: no-store")
        .containsIgnoringCase("content-security-policy: frame-ancestors 'none'")
        .doesNotContain("_links", "micronaut", "netty", "Exception", "MARKER");
  }

  /// B7: requests that are too long or malformed get an answer.
  @Test
  void answersWhatIsTooLongOrNoRequest() throws IOException {
    isOurs(
        head(
            "POST /graphql HTTP/1.1\r\nHost: x\r\nCookie: MARKER"
                + "x".repeat(17_000)
                + "\r\n\r\n"),
        "431",
        "HEADERS_TOO_LARGE");
    isOurs(
        head(
            "POST /graphql HTTP/1.1\r\nHost: x\r\nCookie: MARKER"
                + "x".repeat(40_000)
                + "\r\n\r\n"),
        "431",
        "HEADERS_TOO_LARGE");
    isOurs(
        head("GET /graphql HTTP/1.1\r\nHost: x\r\n" + "MARKER: x\r\n".repeat(4_000) + "\r\n"),
        "431",
        "HEADERS_TOO_LARGE");
    isOurs(
        head("GET /graphql?query=MARKER" + "x".repeat(9_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"),
        "414",
        "URI_TOO_LONG");
    assertThat(head("GET /graphql MARKER/x\r\nHost: x\r\n\r\n"))
        .contains(" 400 ", "BAD_REQUEST", "119")
        .doesNotContain("MARKER");
    isOurs(
        head("MARKERS /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
        "405",
        "METHOD_NOT_ALLOWED");
    isOurs(
        head("GET /MARKER HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), "404", "NOT_FOUND");
    isOurs(
        head("GET /graphql HTTP/1.1\r\nHost: x\r\nMARK\u0000ER: x\r\n\r\n"), "400", "BAD_REQUEST");
  }

  /// Programs send letters of every script as they stand.
  @Test
  void readsAnAddressThatIsNotEncoded() throws IOException {
    String address = "/graphql?query={hello}&asked=我想死|ช่วย";
    String request = "GET " + address + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    assertThat(raw(request.getBytes(StandardCharsets.UTF_8))).contains(" 200 ", "\"hello\"");
  }

  /// B7: requests that a proxy in front may have read differently.
  @Test
  void takesOneHostAndTheVersionsThatItSpeaks() throws IOException {
    String ask = "GET /graphql?query=%7Bhello%7D HTTP/1.1\r\nConnection: close\r\n";
    assertThat(head(ask + "Host: x\r\n\r\n")).contains(" 200 ");
    isOurs(head(ask + "\r\n"), "400", "BAD_REQUEST");
    isOurs(head(ask + "Host: x\r\nHost: x\r\n\r\n"), "400", "BAD_REQUEST");
    assertThat(head("GET /graphql?query=%7Bhello%7D HTTP/1.0\r\n\r\n")).contains(" 200 ");
    for (String version : new String[] {"0.9", "1.2", "2.0", "9.9"}) {
      assertThat(head("GET /graphql HTTP/" + version + "\r\nHost: x\r\nConnection: close\r\n\r\n"))
          .as(version)
          .matches("(?s)HTTP/1\\.[01] 400 .*")
          .contains("\"code\":\"BAD_REQUEST\"");
    }
  }

  /// B7: methods are case-sensitive, and a proxy's rules for GET do not apply to `get`.
  @ParameterizedTest
  @ValueSource(strings = {"get", "Get", "post", "options", "propfind"})
  void knowsNoMethodInLowerCase(String method) throws IOException {
    isOurs(
        head(
            method
                + " /graphql?query=%7Bhello%7D HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
        "400",
        "BAD_REQUEST");
  }

  /// A13: an unknown transfer coding is refused (request smuggling).
  @ParameterizedTest
  @ValueSource(
      strings = {
        "xchunked",
        "chunked, identity",
        "identity",
        "gzip, chunked",
        "chunked\r\nTransfer-Encoding: chunked",
        "chunked\r\nContent-Length: 4"
      })
  void readsNoOtherTransferCoding(String coding) throws IOException {
    String answer =
        head(
            "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: "
                + coding
                + "\r\n\r\n0\r\n\r\n");
    isOurs(answer, "400", "BAD_REQUEST");
  }

  /// A2, S9: compressed requests are refused without decompression.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "gzip",
        "deflate",
        "br",
        "x-gzip",
        "snappy",
        "identity, gzip",
        "GZIP",
        "nonsense",
        "zstd"
      })
  void inflatesNothing(String encoding) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(HELLO.getBytes(StandardCharsets.US_ASCII));
    }
    for (byte[] body :
        new byte[][] {packed.toByteArray(), HELLO.getBytes(StandardCharsets.UTF_8)}) {
      String answer =
          post("Content-Type: application/json\r\nContent-Encoding: " + encoding + "\r\n", body);
      isOurs(answer, "415", "UNSUPPORTED_CONTENT_ENCODING");
      assertThat(answer).containsIgnoringCase("accept-encoding: identity");
    }
    assertThat(
            post(
                "Content-Type: application/json\r\nContent-Encoding: Identity\r\n",
                HELLO.getBytes(StandardCharsets.UTF_8)))
        .contains("Hello world");
  }

  /// S1: text that is not UTF-8 is refused, because decoding would lose it.
  @Test
  void refusesWhatIsNotUtf8() throws IOException {
    String document =
        "{\"query\": \"query($n: String) { hello(name: $n) }\", \"variables\": {\"n\": \"王小明\"}}";
    for (String charset : new String[] {"Big5", "GB18030", "UTF-16", "UTF-16LE", "UTF-32BE"}) {
      isOurs(
          post("Content-Type: application/json\r\n", document.getBytes(Charset.forName(charset))),
          "400",
          "BAD_REQUEST");
    }
    isOurs(
        post(
            "Content-Type: application/json\r\n",
            "{\"query\": \"{ hello }\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1)),
        "400",
        "BAD_REQUEST");
    assertThat(
            post("Content-Type: application/json\r\n", document.getBytes(StandardCharsets.UTF_8)))
        .contains("Hello 王小明");
    assertThat(
            post(
                "Content-Type: application/json\r\n",
                document.replace("王", "\uFFFD").getBytes(StandardCharsets.UTF_8)))
        .contains("Hello \uFFFD小明");
    assertThat(
            post(
                "Content-Type: application/json\r\n",
                ("\uFEFF" + HELLO).getBytes(StandardCharsets.UTF_8)))
        .contains("Hello world");
    for (String escape :
        new String[] {"%FF", "%A4%7D", "%ED%A0%80", "%C3", "%", "%4", "%zz", "%C0%AF"}) {
      isOurs(
          head(
              "GET /graphql?query=%7Bhello(name:%22"
                  + escape
                  + "%22)%7D HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
          "400",
          "BAD_REQUEST");
    }
    assertThat(
            head(
                "GET /graphql?query=%7Bhello(name:%22%E6%9D%8E;+%22)%7D HTTP/1.1\r\n"
                    + "Host: x\r\n"
                    + "Connection: close\r\n\r\n"))
        .contains("Hello 李; ");
  }

  /// B9: every standard name of UTF-8 is accepted.
  @Test
  void knowsUtf8ByAllItsNames() throws IOException {
    byte[] body = HELLO.getBytes(StandardCharsets.UTF_8);
    for (String charset :
        new String[] {
          "utf8", "UTF8", "utf_8", "", "us-ascii", "utf-8", "\"utf-8\"", "UTF-8;", "\"UTF8\" ; x=y"
        }) {
      assertThat(post("Content-Type: application/json; charset=" + charset + "\r\n", body))
          .as(charset)
          .contains("Hello world");
    }
    for (String charset :
        new String[] {"big5", "iso-8859-1", "utf-16", "gb18030", "windows-1252"}) {
      isOurs(
          post("Content-Type: application/json; charset=" + charset + "\r\n", body),
          "415",
          "UNSUPPORTED_CHARSET");
    }
  }

  /// W19: a request whose body stays away is told so, at each address that reads one.
  @Test
  void saysThatTheRestStayedAway() throws IOException {
    for (String address : new String[] {"/graphql", "/graphql/stream"}) {
      for (String rest :
          new String[] {
            "Content-Length: 90\r\n\r\n",
            "Content-Length: 90\r\n\r\n{\"query\": \"{ hello }\"}",
            "Transfer-Encoding: chunked\r\n\r\n14\r\n" + HELLO.substring(0, 8)
          }) {
        isOurs(
            head(
                "POST "
                    + address
                    + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                    + rest),
            "408",
            "REQUEST_TIMEOUT");
      }
    }
    String broken = "Transfer-Encoding: chunked\r\n\r\n16\r\n" + HELLO + "\r\nMARKER\r\n";
    isOurs(
        head("POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + broken),
        "400",
        "BAD_REQUEST");
  }

  /// B7: a handshake that is not whole, or of another version, is answered and its connection ends.
  @Test
  void refusesSocketsOfOtherVersions() throws IOException {
    String ask =
        "GET /graphql/ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n";
    String key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    String version = "Sec-WebSocket-Version: 13\r\n";
    for (String rest :
        new String[] {
          version,
          key,
          key + "Sec-WebSocket-Version: 12\r\n",
          key + "Sec-WebSocket-Version: 8\r\n",
          key + "Sec-WebSocket-Version: MARKER\r\n",
          key + version + version,
          key + key + version,
          "Sec-WebSocket-Key: MARKER\r\n" + version,
          ""
        }) {
      String answer = head(ask + rest + "\r\n");
      isOurs(answer, "400", "BAD_REQUEST");
      assertThat(answer).containsIgnoringCase("Sec-WebSocket-Version: 13");
    }
  }

  /// W19: a second request in the same read has a deadline like the first.
  @Test
  void endsHalfARequestBehindAWholeOne() throws IOException {
    String whole = "GET /graphql?query=%7Bhello%7D HTTP/1.1\r\nHost: x\r\n\r\n";
    for (String half :
        new String[] {
          "POST /gra",
          "POST /graphql HTTP/1.1\r\nHo",
          "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{",
          "POST /graphql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"
        }) {
      long start = System.nanoTime();
      assertThat(head(whole + half)).contains("Hello world");
      assertThat(System.nanoTime() - start).isBetween(500_000_000L, 6_000_000_000L);
      assertThat(
              raw(
                  whole.substring(0, 20).getBytes(StandardCharsets.US_ASCII),
                  (whole.substring(20) + half).getBytes(StandardCharsets.US_ASCII)))
          .contains("Hello world");
    }
  }
}
