package tw.shouwang.graphql.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;

/// A hand-written WebSocket client, for frames that no client library would send.
public final class RawSocket implements AutoCloseable {

  /// Stands for a connection that ended without a close code.
  public static final int NO_CODE = -1;

  private static final int FINAL = 0x80;
  private final Socket socket;
  private final DataInputStream in;
  private final String handshake;

  /// @param extensions the value of `Sec-WebSocket-Extensions`; empty for none
  public RawSocket(String host, int port, String extensions) throws IOException {
    this.socket = new Socket(host, port);
    this.socket.setSoTimeout(20_000);
    this.in = new DataInputStream(socket.getInputStream());
    String offer = extensions.isEmpty() ? "" : "Sec-WebSocket-Extensions: " + extensions + "\r\n";
    write(
        ("GET /graphql/ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Protocol: graphql-transport-ws\r\n"
                + offer
                + "\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readByte());
    }
    this.handshake = head.toString();
  }

  /// The head of the server's answer.
  public String handshake() {
    return handshake;
  }

  public void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  public void text(String text) throws IOException {
    frame(FINAL | 1, text.getBytes(StandardCharsets.UTF_8));
  }

  /// @param head the first byte: final bit, reserved bits, opcode
  public void frame(int head, byte[] payload) throws IOException {
    write(frameOf(head, payload));
  }

  public static byte[] frameOf(int head, byte[] payload) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(head);
    if (payload.length < 126) {
      frame.write(0x80 | payload.length);
    } else if (payload.length < 65_536) {
      frame.write(0x80 | 126);
      frame.write(ByteBuffer.allocate(2).putShort((short) payload.length).array());
    } else {
      frame.write(0x80 | 127);
      frame.write(ByteBuffer.allocate(8).putLong(payload.length).array());
    }
    // A mask of zeros leaves the payload unchanged.
    frame.write(new byte[4]);
    frame.write(payload);
    return frame.toByteArray();
  }

  /// Zeros, compressed as by permessage-deflate.
  public static byte[] deflated(int zeros) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, /* nowrap= */ true);
    deflater.setInput(new byte[zeros]);
    byte[] packed = new byte[zeros / 500 + 1_000];
    int length = deflater.deflate(packed, 0, packed.length, Deflater.SYNC_FLUSH);
    deflater.end();
    return Arrays.copyOf(packed, length - 4);
  }

  /// A frame of the server.
  public record Frame(int opcode, byte[] payload) {

    public String text() {
      return new String(payload, StandardCharsets.UTF_8);
    }

    public int closeCode() {
      return payload.length < 2 ? NO_CODE : ByteBuffer.wrap(payload).getShort() & 0xFFFF;
    }
  }

  public Frame next() throws IOException {
    int opcode = in.readUnsignedByte() & 0xF;
    int length = in.readUnsignedByte();
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = (int) in.readLong();
    }
    byte[] payload = new byte[length];
    in.readFully(payload);
    return new Frame(opcode, payload);
  }

  /// Reads until the server closes the connection, and returns the close code.
  public int closeCode() throws IOException {
    try {
      while (true) {
        Frame frame = next();
        if (frame.opcode() == 8) {
          return frame.closeCode();
        }
      }
    } catch (EOFException | SocketException e) {
      return NO_CODE;
    }
  }

  /// Whether the connection has ended, after the close frames.
  public boolean ended() throws IOException {
    return in.read() < 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
