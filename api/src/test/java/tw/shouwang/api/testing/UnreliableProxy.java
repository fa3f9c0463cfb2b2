package tw.shouwang.api.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// A proxy between two ends (a client and the service, or the service and its database) that fails
/// as networks do: it disconnects, at once or in the middle of an answer, or forwards nothing.
public final class UnreliableProxy implements AutoCloseable {

  /// How it treats the data.
  public enum Manner {
    PASS,
    REFUSE,
    SWALLOW,
    /// Delays each answer by 50 ms.
    SLOW,
    /// Disconnects in the middle of each connection's answers, after a number of bytes.
    CUT_ANSWERS,
    /// Lets a database commit and disconnects before its confirmation.
    LOSE_COMMITS
  }

  private static final long DELAY_NANOS = 50_000_000;
  private static final String COMMITTED = "COMMIT\0";

  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile int target;
  private volatile Manner manner = Manner.PASS;
  private volatile int cutAfter;

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

  /// Sets the target of new connections; open ones stay.
  public void leadTo(int port) {
    target = port;
  }

  public void behave(Manner next) {
    boolean onlySlower = next == Manner.SLOW || manner == Manner.SLOW && next == Manner.PASS;
    manner = next;
    // Open connections must stay until their commit is lost.
    if (!onlySlower && next != Manner.SWALLOW && next != Manner.LOSE_COMMITS) {
      open.forEach(UnreliableProxy::hangUp);
    }
  }

  /// Cuts the answers of each new connection after this many bytes.
  public void cutAnswersAfter(int bytes) {
    cutAfter = bytes;
    behave(Manner.CUT_ANSWERS);
  }

  @Override
  public void close() throws IOException {
    server.close();
    open.forEach(UnreliableProxy::hangUp);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        connect(server.accept());
      } catch (IOException e) {
        // The proxy is closed.
      }
    }
  }

  private void connect(Socket client) {
    if (manner == Manner.REFUSE) {
      hangUp(client);
      return;
    }
    open.add(client);
    try {
      Socket end = new Socket(InetAddress.getLoopbackAddress(), target);
      open.add(end);
      Thread.ofVirtual().start(() -> copy(client, end, false));
      Thread.ofVirtual().start(() -> copy(end, client, true));
    } catch (IOException e) {
      // The target is unavailable: the client's connection is closed.
      hangUp(client);
      open.remove(client);
    }
  }

  private void copy(Socket from, Socket to, boolean answers) {
    byte[] buffer = new byte[8_192];
    int passed = 0;
    try {
      InputStream in = from.getInputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        while (manner == Manner.SWALLOW && !from.isClosed()) {
          LockSupport.parkNanos(10_000_000);
        }
        if (answers && manner == Manner.SLOW) {
          LockSupport.parkNanos(DELAY_NANOS);
        }
        int passes = answers ? passing(buffer, read, passed) : read;
        to.getOutputStream().write(buffer, 0, passes);
        to.getOutputStream().flush();
        passed += passes;
        if (passes < read) {
          return;
        }
      }
    } catch (IOException e) {
      // One side has closed the connection.
    } finally {
      hangUp(from);
      hangUp(to);
      open.remove(from);
      open.remove(to);
    }
  }

  private int passing(byte[] buffer, int read, int passed) {
    return switch (manner) {
      case PASS, REFUSE, SWALLOW, SLOW -> read;
      case CUT_ANSWERS -> Math.clamp((long) cutAfter - passed, 0, read);
      case LOSE_COMMITS ->
          new String(buffer, 0, read, StandardCharsets.ISO_8859_1).contains(COMMITTED) ? 0 : read;
    };
  }

  private static void hangUp(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It was already closed.
    }
  }
}
