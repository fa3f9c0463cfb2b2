package tw.shouwang.api.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import tw.shouwang.api.cases.Forms;
import tw.shouwang.api.cases.envelope.Receipt;
import tw.shouwang.api.testing.UnreliableProxy.Manner;

/// What each attack of the weaknesses that were found does to those who ask besides, and to the
/// node's memory.
class AttackBench {

  private static final Duration EACH = Duration.ofSeconds(Integer.getInteger("seconds.each", 15));

  /// What is compared with needs no more than a minute, however long an attack goes on.
  private static final Duration COMPARED =
      Duration.ofSeconds(Math.min(60, Integer.getInteger("seconds.each", 15)));

  /// Found in the names of those attacks that are measured.
  private static final Pattern ONLY = Pattern.compile(System.getProperty("attack", ""));

  private static final int ATTACKERS = 4;
  private static final Duration REST = Duration.ofSeconds(10);

  private final AtomicLong number = new AtomicLong();

  private interface Attack {
    void once(LoadedNode node) throws IOException;
  }

  private record Named(String name, Manner database, Attack attack) {}

  @Test
  void measure() throws Exception {
    try (LoadedNode node = LoadedNode.start(Map.of())) {
      row(node, new Named("warming up", Manner.PASS, AttackBench::harmless), COMPARED, false);
      System.out.println(
          "| attack | how many | emergency numbers p99 (of the harmless row) | search p99 | danger"
              + " p99 | danger | lost | heap MB | direct MB | threads | places | resident MB |");
      System.out.println(
          "| --- | ---: | ---: | ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |");
      Named harmless = new Named("harmless questions", Manner.PASS, AttackBench::harmless);
      base = row(node, harmless, COMPARED, false);
      row(node, harmless, COMPARED, true);
      for (Named each : attacks()) {
        if (ONLY.matcher(each.name()).find()) {
          row(node, each, EACH, true);
        }
      }
      System.out.println("out of memory: " + node.hasRunOutOfMemory());
    }
  }

  private long base = 1;

  private List<Named> attacks() throws IOException {
    byte[] bomb = bombFrame();
    byte[] gzip = gzip(9_900_000);
    byte[] big5 =
        "{\"query\":\"{ emergencyNumbers { key } }\",\"variables\":{\"x\":\"三樓\"}}"
            .getBytes(Charset.forName("Big5"));
    String chain = chain();
    Receipt receipt = Forms.receipt();
    String secret = Forms.receipt().text();
    return List.of(
        new Named(
            "as for A1 and A8: harmless questions, each on a connection of its own",
            Manner.PASS,
            AttackBench::harmlessOnce),
        new Named("A1: compressed frames of 20 MB", Manner.PASS, node -> frame(node, bomb)),
        new Named(
            "A2: gzip of 9.9 MB",
            Manner.PASS,
            node -> node.send(node.post("/graphql", address(), gzip, "Content-Encoding", "gzip"))),
        new Named("A8, W8: streams that hang up", Manner.PASS, AttackBench::hangUp),
        new Named(
            "A9: reports of danger",
            Manner.PASS,
            node -> node.send(node.submit("203.0.113.1", "IMMEDIATE_DANGER"))),
        new Named(
            "A11: receipts beside what may be kept",
            Manner.PASS,
            node ->
                node.send(
                    node.ask(
                        address(),
                        "{ emergencyNumbers { key } caseView(receipt: \\\""
                            + secret
                            + "\\\") @include(if: false) { status } }"))),
        new Named(
            "S1: bytes that are not UTF-8",
            Manner.PASS,
            node -> node.send(node.post("/graphql", address(), big5))),
        new Named(
            "S4: chains of fragments", Manner.PASS, node -> node.send(node.ask(address(), chain))),
        new Named(
            "W1: /figures while the database hangs",
            Manner.SWALLOW,
            node -> node.send(node.get("/figures"))),
        new Named(
            "W2: ids of 15,000 characters, each twice",
            Manner.PASS,
            node -> {
              HttpRequest question =
                  node.ask(
                      address(),
                      "{ resource(id: \\\""
                          + "x".repeat(15_000)
                          + number.incrementAndGet()
                          + "\\\") { key } }");
              node.send(question);
              node.send(question);
            }),
        new Named(
            "W4: reading with unknown receipts",
            Manner.PASS,
            node ->
                node.send(
                    node.ask(
                        address(),
                        "{ caseView(receipt: \\\""
                            + Forms.receipt().text()
                            + "\\\") { status } }"))),
        new Named(
            "W5: messages to one case of danger",
            Manner.PASS,
            node -> {
              if (number.get() % 500 == 0) {
                node.send(
                    node.mutate(
                        "203.0.113.1",
                        "submitConcern",
                        "SubmitConcernInput",
                        "\"receipt\":\""
                            + receipt.text()
                            + "\",\"topic\":\"OTHER\",\"urgency\":\"IMMEDIATE_DANGER\",\"words\":"
                            + "\"三樓的阿嬤\",\"area\":\"63000030\""));
              }
              node.send(
                  node.message(
                      "203.0.113.1", receipt, "m" + number.incrementAndGet(), "字".repeat(3_000)));
            }),
        new Named(
            "W12: the whole directory",
            Manner.PASS,
            node -> {
              node.send(node.get("/directory/bundle"));
              node.send(node.get("/hsds/organizations"));
            }));
  }

  /// @return the p99 of the emergency numbers
  private long row(LoadedNode node, Named named, Duration lasting, boolean printed)
      throws Exception {
    Probe emergency = Probe.emergency(node);
    Probe search = Probe.search(node);
    Probe danger = Probe.danger(node);
    AtomicLong count = new AtomicLong();
    LoadedNode.Held before = node.held();
    long resident = node.status("VmRSS") / 1024;
    node.proxy.behave(named.database());
    long end = System.nanoTime() + lasting.toNanos();
    // Attackers that never wait would not let virtual threads beside them run.
    try (ExecutorService attacking = Executors.newFixedThreadPool(ATTACKERS);
        ExecutorService running = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> probes = new ArrayList<>();
      for (Probe each : List.of(emergency, search, danger)) {
        probes.add(running.submit(() -> each.run(lasting)));
      }
      for (int i = 0; i < ATTACKERS; i++) {
        attacking.submit(() -> {
          while (System.nanoTime() < end) {
            try {
              named.attack().once(node);
            } catch (IOException e) {
              // The node hung up on the attacker.
            }
            count.incrementAndGet();
          }
        });
      }
      for (Future<?> each : probes) {
        each.get();
      }
    }
    node.proxy.behave(Manner.PASS);
    if (printed) {
      Thread.sleep(REST);
      LoadedNode.Held after = node.held();
      System.out.printf(
          "| %s | %d | %d ms (%.1f) | %d ms | %d ms | %s | %d | %d to %d | %d to %d | %d to %d |"
              + " %d to %d | %d to %d |%n",
          named.name(),
          count.get(),
          emergency.p99(),
          (double) emergency.p99() / Math.max(1, base),
          search.p99(),
          danger.p99(),
          danger.kinds(),
          emergency.count("lost") + search.count("lost") + danger.count("lost"),
          before.heap(),
          after.heap(),
          before.direct(),
          after.direct(),
          before.threads(),
          after.threads(),
          before.places(),
          after.places(),
          resident,
          node.status("VmRSS") / 1024);
    }
    return emergency.p99();
  }

  private String address() {
    long next = number.incrementAndGet();
    return "203.0." + next / 250 % 250 + "." + next % 250;
  }

  private static void harmless(LoadedNode node) {
    node.send(node.ask("203.0.113.77", "{ __typename }"));
  }

  /// What an attack with a connection of its own for each request is compared with.
  private static void harmlessOnce(LoadedNode node) throws IOException {
    byte[] body = "{\"query\":\"{ __typename }\"}".getBytes(StandardCharsets.US_ASCII);
    try (Socket socket = new Socket(node.uri().getHost(), node.uri().getPort())) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write(
              ("POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                      + "Connection: close\r\nContent-Length: "
                      + body.length
                      + "\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(body);
      if (socket.getInputStream().readAllBytes().length == 0) {
        throw new IOException("no answer");
      }
    }
  }

  private static void frame(LoadedNode node, byte[] frame) throws IOException {
    try (Socket socket = new Socket(node.uri().getHost(), node.uri().getPort())) {
      socket.setSoTimeout(20_000);
      OutputStream out = socket.getOutputStream();
      out.write(
          ("GET /graphql/ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                  + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                  + "Sec-WebSocket-Protocol: graphql-transport-ws\r\n"
                  + "Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      byte[] answer = new byte[2_000];
      if (socket.getInputStream().read(answer) > 0) {
        out.write(frame);
        int goodbye = socket.getInputStream().read(answer);
        if (goodbye == 0) {
          throw new IOException("no answer");
        }
      }
    }
  }

  private static void hangUp(LoadedNode node) throws IOException {
    byte[] body =
        ("{\"query\":\"subscription { caseNews(receipt: \\\""
                + Forms.receipt().text()
                + "\\\") {"
                + " status } }\"}")
            .getBytes(StandardCharsets.UTF_8);
    try (Socket socket = new Socket(node.uri().getHost(), node.uri().getPort())) {
      socket.setSoLinger(true, 0);
      socket
          .getOutputStream()
          .write(
              ("POST /graphql/stream HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n"
                      + "Content-Type: application/json\r\nContent-Length: "
                      + body.length
                      + "\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(body);
    }
  }

  /// A final text frame that says it is compressed; masked with zeros.
  private static byte[] bombFrame() throws IOException {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, /* nowrap= */ true);
    deflater.setInput(new byte[20_000_000]);
    byte[] packed = new byte[60_000];
    byte[] payload =
        Arrays.copyOf(packed, deflater.deflate(packed, 0, packed.length, Deflater.SYNC_FLUSH));
    deflater.end();
    System.arraycopy(packed, 0, payload, 0, payload.length);
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(0xC1);
    frame.write(0x80 | 126);
    frame.write(ByteBuffer.allocate(2).putShort((short) payload.length).array());
    frame.write(new byte[4]);
    frame.write(payload);
    return frame.toByteArray();
  }

  private static byte[] gzip(int blanks) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(" ".repeat(blanks).getBytes(StandardCharsets.US_ASCII));
    }
    return packed.toByteArray();
  }

  private static String chain() {
    StringBuilder chain = new StringBuilder("{ ...F0 }");
    for (int i = 0; i < 490; i++) {
      chain.append("fragment F").append(i).append(" on Query{...F").append(i + 1).append('}');
    }
    return chain.append("fragment F490 on Query{__typename}").toString();
  }
}
