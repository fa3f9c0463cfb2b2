package tw.shouwang.api.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/// What somebody sees who is the service, or stands where TLS ends: every byte in both directions.
public final class RecordingProxy implements AutoCloseable {

  private final ServerSocket server;
  private final int target;
  private final List<Connection> connections = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private record Connection(ByteArrayOutputStream sent, ByteArrayOutputStream answered) {}

  public RecordingProxy(int target) {
    this.target = target;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  public String address() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /// Everything so far.
  public byte[] recorded() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    connections.forEach(each -> {
      all.writeBytes(each.sent.toByteArray());
      all.writeBytes(each.answered.toByteArray());
    });
    return all.toByteArray();
  }

  /// What the client has sent, connection by connection.
  public String sent() {
    return connections.stream()
        .map(each -> each.sent.toString(StandardCharsets.UTF_8))
        .collect(Collectors.joining());
  }

  @Override
  public void close() throws IOException {
    server.close();
    open.forEach(RecordingProxy::hangUp);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Socket end = new Socket(InetAddress.getLoopbackAddress(), target);
        open.addAll(List.of(client, end));
        Connection connection =
            new Connection(new ByteArrayOutputStream(), new ByteArrayOutputStream());
        connections.add(connection);
        Thread.ofVirtual().start(() -> copy(client, end, connection.sent));
        Thread.ofVirtual().start(() -> copy(end, client, connection.answered));
      } catch (IOException e) {
        // The proxy is closed.
      }
    }
  }

  private static void copy(Socket from, Socket to, ByteArrayOutputStream record) {
    byte[] buffer = new byte[8_192];
    try {
      InputStream in = from.getInputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        record.write(buffer, 0, read);
        to.getOutputStream().write(buffer, 0, read);
        to.getOutputStream().flush();
      }
    } catch (IOException e) {
      // One side has closed the connection.
    } finally {
      hangUp(from);
      hangUp(to);
    }
  }

  private static void hangUp(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It was already closed.
    }
  }
}
