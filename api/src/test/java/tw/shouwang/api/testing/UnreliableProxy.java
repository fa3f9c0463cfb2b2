package tw.shouwang.api.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// Stands between the service and its database and does what networks do: hang up, or swallow
/// everything and say nothing.
public final class UnreliableProxy implements AutoCloseable {

  /// How it treats what passes.
  public enum Manner {
    PASS,
    REFUSE,
    SWALLOW
  }

  private final ServerSocket server;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile Manner manner = Manner.PASS;

  public UnreliableProxy(int target) {
    this.target = target;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  public void behave(Manner next) {
    manner = next;
    if (next != Manner.SWALLOW) {
      open.forEach(UnreliableProxy::hangUp);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    open.forEach(UnreliableProxy::hangUp);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        if (manner == Manner.REFUSE) {
          hangUp(client);
          continue;
        }
        open.add(client);
        Socket database = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(database);
        Thread.ofVirtual().start(() -> copy(client, database));
        Thread.ofVirtual().start(() -> copy(database, client));
      } catch (IOException e) {
        // Closed, or the database is away: the client sees its connection end.
      }
    }
  }

  private void copy(Socket from, Socket to) {
    byte[] buffer = new byte[8_192];
    try {
      InputStream in = from.getInputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        while (manner == Manner.SWALLOW && !from.isClosed()) {
          LockSupport.parkNanos(10_000_000);
        }
        to.getOutputStream().write(buffer, 0, read);
      }
    } catch (IOException e) {
      // One side ended.
    } finally {
      hangUp(from);
      hangUp(to);
      open.remove(from);
      open.remove(to);
    }
  }

  private static void hangUp(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It was closed already.
    }
  }
}
