package tw.shouwang.graphql.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tw.shouwang.graphql.streams.OpenStreams;
import tw.shouwang.graphql.testing.RawSocket;

/// Which frames of a socket are refused.
@MicronautTest
@Property(name = "shouwang.graphql.request-deadline", value = "1s")
@Property(name = "shouwang.graphql.streams.caller-connections", value = "20")
class SocketFramesIT {

  private static final int FINAL = 0x80;
  private static final int COMPRESSED = 0x40;
  private static final int TEXT = 1;
  private static final int MORE = 0;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;

  private final EmbeddedServer server;
  private final OpenStreams open;

  SocketFramesIT(EmbeddedServer server, OpenStreams open) {
    this.server = server;
    this.open = open;
  }

  private RawSocket socket() throws IOException {
    return new RawSocket(server.getHost(), server.getPort(), "");
  }

  private RawSocket greeted() throws IOException {
    RawSocket socket = socket();
    socket.text("{\"type\":\"connection_init\"}");
    assertThat(socket.next().text()).isEqualTo("{\"type\":\"connection_ack\"}");
    return socket;
  }

  /// A1: no compression is negotiated, and a frame marked as compressed is not decompressed.
  @Test
  void inflatesNothing() throws Exception {
    byte[] bomb = RawSocket.deflated(20_000_000);
    long before = PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
    for (int i = 0; i < 200; i++) {
      try (RawSocket socket =
          new RawSocket(
              server.getHost(),
              server.getPort(),
              "permessage-deflate; client_max_window_bits, x-webkit-deflate-frame")) {
        assertThat(socket.handshake())
            .contains("101")
            .doesNotContainIgnoringCase("Sec-WebSocket-Extensions");
        socket.frame(FINAL | COMPRESSED | TEXT, bomb);
        assertThat(socket.closeCode()).isEqualTo(1002);
      }
    }
    assertThat(PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory() - before)
        .isLessThan(16L << 20);
  }

  /// A1: ten thousand such frames do not change memory and latency.
  @Test
  void answersOthersWhileTenThousandBombsCome() throws Exception {
    byte[] bomb = RawSocket.deflated(20_000_000);
    latency();
    System.gc();
    long direct = PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    List<Long> latencies = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> floods =
          IntStream.range(0, 4).mapToObj(each -> threads.submit(() -> bombs(bomb, 2_500))).toList();
      while (!floods.stream().allMatch(Future::isDone)) {
        latencies.add(latency());
        Thread.sleep(20);
      }
      for (Future<Integer> flood : floods) {
        assertThat(flood.get()).as("frames that were refused").isEqualTo(2_500);
      }
    }
    eventuallyOpen(0);
    System.gc();
    assertThat(PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory() - direct)
        .isLessThan(16L << 20);
    assertThat(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() - heap)
        .isLessThan(16L << 20);
    assertThat(latencies).as("milliseconds").allMatch(each -> each < 2_000);
  }

  /// @return how many were refused
  private int bombs(byte[] bomb, int frames) throws IOException {
    int refused = 0;
    for (int i = 0; i < frames; i++) {
      try (RawSocket socket = socket()) {
        socket.frame(FINAL | COMPRESSED | TEXT, bomb);
        refused += socket.closeCode() == 1002 ? 1 : 0;
      } catch (SocketException e) {
        // The server refused before the whole frame was sent.
        refused++;
      }
    }
    return refused;
  }

  /// How long another client waits for an answer.
  private long latency() throws IOException {
    long began = System.nanoTime();
    try (RawSocket socket = greeted()) {
      socket.text("{\"type\":\"ping\"}");
      assertThat(socket.next().text()).isEqualTo("{\"type\":\"pong\"}");
    }
    return Duration.ofNanos(System.nanoTime() - began).toMillis();
  }

  /// A1: the limit is for the whole message, over all its frames.
  @Test
  void boundsAMessageOfFragments() throws Exception {
    try (RawSocket socket = greeted()) {
      byte[] part = " ".repeat(16_000).getBytes(StandardCharsets.US_ASCII);
      socket.frame(TEXT, part);
      for (int i = 0; i < 4; i++) {
        socket.frame(MORE, part);
      }
      assertThat(socket.closeCode()).isEqualTo(1009);
    }
    try (RawSocket socket = greeted()) {
      socket.frame(TEXT, new byte[0]);
      for (int i = 0; i < 2_000; i++) {
        try {
          socket.frame(MORE, new byte[0]);
        } catch (SocketException e) {
          break;
        }
      }
      assertThat(socket.closeCode()).isIn(1009, RawSocket.NO_CODE);
    }
    try (RawSocket socket = greeted()) {
      socket.frame(FINAL | TEXT, new byte[70_000]);
      assertThat(socket.closeCode()).isEqualTo(1009);
    }
  }

  @Test
  void readsAMessageOfFragmentsWithAPingBetween() throws Exception {
    try (RawSocket socket = greeted()) {
      byte[] message = "{\"type\":\"ping\",\"x\":\"李\"}".getBytes(StandardCharsets.UTF_8);
      int middle = message.length - 4;
      socket.frame(TEXT, java.util.Arrays.copyOf(message, middle));
      socket.frame(FINAL | PING, new byte[] {7});
      socket.frame(FINAL | MORE, java.util.Arrays.copyOfRange(message, middle, message.length));
      assertThat(socket.next().payload()).containsExactly(7);
      assertThat(socket.next().text()).isEqualTo("{\"type\":\"pong\"}");
    }
  }

  /// A1: a continuation without a start, a new message within another, and binary data end the
  /// connection.
  @Test
  void endsWhatIsOutOfOrder() throws Exception {
    for (int[] heads : new int[][] {{FINAL | MORE}, {TEXT, FINAL | TEXT}}) {
      try (RawSocket socket = greeted()) {
        for (int head : heads) {
          socket.frame(head, new byte[] {'{'});
        }
        assertThat(socket.closeCode()).isEqualTo(1002);
      }
    }
    try (RawSocket socket = greeted()) {
      socket.frame(FINAL | BINARY, new byte[] {'{'});
      assertThat(socket.closeCode()).isEqualTo(1003);
    }
  }

  /// A1: a client that sends pings and reads no pongs cannot fill the memory.
  @Test
  void keepsNoPongsForWhoDoesNotRead() throws Exception {
    long before = PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
    byte[] pings = pings(1_000);
    try (RawSocket deaf = greeted()) {
      Thread sending =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  for (int i = 0; i < 2_000; i++) {
                    deaf.write(pings);
                  }
                } catch (IOException e) {
                  // The server has closed the connection.
                }
              });
      sending.join(Duration.ofSeconds(3));
      assertThat(PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory() - before)
          .isLessThan(32L << 20);
    }
  }

  private static byte[] pings(int count) throws IOException {
    byte[] ping = RawSocket.frameOf(FINAL | PING, new byte[125]);
    byte[] all = new byte[ping.length * count];
    for (int i = 0; i < count; i++) {
      System.arraycopy(ping, 0, all, i * ping.length, ping.length);
    }
    return all;
  }

  /// W19: a socket's incomplete frame has a deadline.
  @Test
  void endsAFrameThatDoesNotArrive() throws Exception {
    try (RawSocket socket = greeted()) {
      byte[] frame = RawSocket.frameOf(FINAL | TEXT, new byte[50_000]);
      socket.write(java.util.Arrays.copyOf(frame, 40_000));
      assertThat(socket.closeCode()).isEqualTo(RawSocket.NO_CODE);
    }
  }

  /// S1: a message that is not UTF-8 ends the connection.
  @Test
  void endsWhatIsNotUtf8() throws Exception {
    byte[] big5 = {'{', '"', 't', 'y', 'p', 'e', '"', ':', '"', (byte) 0xA4, (byte) 0x7D, '"', '}'};
    byte[] utf16 = "{\"type\":\"ping\"}".getBytes(StandardCharsets.UTF_16LE);
    byte[] surrogate = {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'};
    try (RawSocket socket = greeted()) {
      socket.frame(FINAL | TEXT, big5);
      assertThat(socket.closeCode()).isEqualTo(1007);
    }
    try (RawSocket socket = greeted()) {
      socket.frame(TEXT, surrogate);
      socket.frame(FINAL | MORE, new byte[0]);
      assertThat(socket.closeCode()).isEqualTo(1007);
    }
    try (RawSocket socket = greeted()) {
      // As UTF-8 these bytes are valid text with many NULs, but no message.
      socket.frame(FINAL | TEXT, utf16);
      assertThat(socket.closeCode()).isEqualTo(4400);
    }
  }

  /// B3: the server answers a close frame and closes the connection.
  @Test
  void answersAGoodbyeAndHangsUp() throws Exception {
    for (int code : new int[] {1000, 1001, 1011, 3000, 4242}) {
      try (RawSocket socket = greeted()) {
        socket.frame(FINAL | CLOSE, new byte[] {(byte) (code >> 8), (byte) code, 'b', 'y', 'e'});
        assertThat(socket.closeCode()).isEqualTo(code);
        assertThat(socket.ended()).isTrue();
      }
    }
    try (RawSocket socket = greeted()) {
      socket.frame(FINAL | CLOSE, new byte[0]);
      RawSocket.Frame answer = socket.next();
      assertThat(answer.opcode()).isEqualTo(CLOSE);
      assertThat(answer.payload()).isEmpty();
      assertThat(socket.ended()).isTrue();
    }
  }

  /// B3: an invalid close frame is answered with an error code, and the connection is not just cut.
  @Test
  void answersAGoodbyeThatIsNone() throws Exception {
    for (int code : new int[] {0, 999, 1004, 1005, 1006, 1015, 2999, 5000, 65_535}) {
      try (RawSocket socket = greeted()) {
        socket.frame(FINAL | CLOSE, new byte[] {(byte) (code >> 8), (byte) code});
        assertThat(socket.closeCode()).as("%d", code).isEqualTo(1002);
        assertThat(socket.ended()).isTrue();
      }
    }
    try (RawSocket socket = greeted()) {
      socket.frame(FINAL | CLOSE, new byte[] {(byte) (1000 >> 8), (byte) 1000, (byte) 0xff});
      assertThat(socket.closeCode()).isEqualTo(1007);
      assertThat(socket.ended()).isTrue();
    }
    try (RawSocket socket = greeted()) {
      socket.frame(FINAL | CLOSE, new byte[] {1});
      assertThat(socket.closeCode()).isEqualTo(1002);
      assertThat(socket.ended()).isTrue();
    }
  }

  /// S11: a client that has received the end of an operation may use its id again at once.
  @Test
  void givesAnIdBackWithTheWordsThatEndIt() throws Exception {
    try (RawSocket socket = greeted()) {
      for (int i = 0; i < 300; i++) {
        boolean fails = i % 2 == 0;
        socket.text(
            "{\"type\":\"subscribe\",\"id\":\"same\",\"payload\":{\"query\":\"%s\"}}"
                .formatted(fails ? "{ nothing }" : "{ hello }"));
        if (!fails) {
          assertThat(socket.next().text()).contains("\"next\"");
        }
        RawSocket.Frame end = socket.next();
        assertThat(end.opcode()).as("no goodbye, e.g. 4409").isNotEqualTo(CLOSE);
        assertThat(end.text()).contains(fails ? "\"error\"" : "\"complete\"");
      }
    }
  }

  /// W21: the end of an operation that was cancelled frees no id that has been taken again since.
  @Test
  void freesNoIdThatWasTakenAgain() throws Exception {
    String forever =
        "{\"type\":\"subscribe\",\"id\":\"same\",\"payload\":{\"query\":\"subscription { forever"
            + " }\"}}";
    for (int i = 0; i < 20; i++) {
      try (RawSocket socket = greeted()) {
        for (int j = 0; j < 10; j++) {
          socket.text(forever);
          socket.text("{\"type\":\"complete\",\"id\":\"same\"}");
        }
        socket.text(forever);
        socket.text(forever);
        assertThat(socket.closeCode()).isEqualTo(4409);
      }
    }
  }

  /// W2's kind: a bound for every string of a client that our messages repeat, and none that has no
  /// UTF-8.
  @Test
  void takesNoIdThatItCouldNotRepeat() throws Exception {
    for (String id : new String[] {"", "\\ud800", "x".repeat(257), "x".repeat(60_000)}) {
      try (RawSocket socket = greeted()) {
        socket.text(
            "{\"type\":\"subscribe\",\"id\":\"%s\",\"payload\":{\"query\":\"{ hello }\"}}"
                .formatted(id));
        assertThat(socket.closeCode()).as("%.9s", id).isEqualTo(4400);
      }
    }
    try (RawSocket socket = greeted()) {
      String id = "😀".repeat(128);
      socket.text(
          "{\"type\":\"subscribe\",\"id\":\"%s\",\"payload\":{\"query\":\"{ hello }\"}}"
              .formatted(id));
      assertThat(socket.next().text()).startsWith("{\"id\":\"" + id + "\"");
    }
  }

  /// A8: each address has its share, and each place is given back. All clients here send the same
  /// `Sec-WebSocket-Key`.
  @Test
  void givesOneCallerAShareAndCountsItExactly() throws Exception {
    eventuallyOpen(0);
    List<RawSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        sockets.add(greeted());
      }
      assertThat(open.size()).isEqualTo(20);
      try (RawSocket more = socket()) {
        assertThat(more.closeCode()).isEqualTo(1013);
      }
      // The first client's socket still works.
      sockets.getFirst().text("{\"type\":\"ping\"}");
      assertThat(sockets.getFirst().next().text()).isEqualTo("{\"type\":\"pong\"}");
    } finally {
      for (RawSocket socket : sockets) {
        socket.close();
      }
    }
    eventuallyOpen(0);
    greeted().close();
  }

  private void eventuallyOpen(int count) throws InterruptedException {
    for (int i = 0; i < 100 && open.size() != count; i++) {
      Thread.sleep(50);
    }
    assertThat(open.size()).isEqualTo(count);
  }
}
