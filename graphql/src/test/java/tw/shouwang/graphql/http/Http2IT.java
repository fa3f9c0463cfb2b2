package tw.shouwang.graphql.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// With HTTP/2 switched on, as behind a proxy that uses it.
@MicronautTest
@Property(name = "micronaut.server.http-version", value = "2.0")
class Http2IT {

  private final EmbeddedServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();

  Http2IT(EmbeddedServer server) {
    this.server = server;
  }

  @Test
  void answersManyRequestsOnOneConnection() {
    assertThat(ask().join().version()).isEqualTo(HttpClient.Version.HTTP_2);
    List<CompletableFuture<HttpResponse<String>>> asked =
        IntStream.range(0, 50).mapToObj(i -> ask()).toList();
    assertThat(asked)
        .extracting(CompletableFuture::join)
        .allSatisfy(answer -> {
          assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
          assertThat(answer.body()).isEqualTo("{\"data\":{\"hello\":\"Hello world\"}}");
          assertThat(answer.headers().firstValue("x-content-type-options")).contains("nosniff");
        });
  }

  @Test
  void stillSpeaksHttp1() throws Exception {
    HttpResponse<String> answer =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .build()
            .send(request(), BodyHandlers.ofString());
    assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  /// A8, W8: resetting streams costs a client little, so the connection ends when it does that
  /// often.
  @Test
  void endsAConnectionThatResetsItsStreams() throws Exception {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(20_000);
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
      frame(out, SETTINGS, 0, 0, new byte[0]);
      // GET, http and / by their places in HPACK's table, and the authority `x`.
      byte[] head = {(byte) 0x82, (byte) 0x86, (byte) 0x84, 0x01, 0x01, 'x'};
      try {
        for (int stream = 1; stream < 2_000; stream += 2) {
          frame(out, HEADERS, END_STREAM | END_HEADERS, stream, head);
          frame(out, RST_STREAM, 0, stream, CANCEL);
        }
        out.flush();
      } catch (SocketException e) {
        // Already ended; the reason is still there to be read.
      }
      assertThat(goodbye(new DataInputStream(socket.getInputStream())))
          .isEqualTo(ENHANCE_YOUR_CALM);
    }
  }

  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int GOAWAY = 7;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;
  private static final byte[] CANCEL = {0, 0, 0, 8};
  private static final int ENHANCE_YOUR_CALM = 11;

  private static void frame(DataOutputStream out, int type, int flags, int stream, byte[] payload)
      throws IOException {
    out.writeByte(0);
    out.writeShort(payload.length);
    out.writeByte(type);
    out.writeByte(flags);
    out.writeInt(stream);
    out.write(payload);
  }

  /// The reason that the server gives for ending the connection.
  private static int goodbye(DataInputStream in) throws IOException {
    while (true) {
      byte[] head = in.readNBytes(9);
      byte[] payload = in.readNBytes(ByteBuffer.wrap(head).getInt() >>> 8);
      if (head[3] == GOAWAY) {
        return ByteBuffer.wrap(payload).getInt(4);
      }
    }
  }

  private CompletableFuture<HttpResponse<String>> ask() {
    return client.sendAsync(request(), BodyHandlers.ofString());
  }

  private HttpRequest request() {
    return HttpRequest.newBuilder(server.getURI().resolve("/graphql"))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString("{\"query\": \"{ hello }\"}"))
        .build();
  }
}
