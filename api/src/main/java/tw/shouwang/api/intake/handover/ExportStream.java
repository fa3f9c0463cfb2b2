package tw.shouwang.api.intake.handover;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.Cleaner;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;

/// An export as a stream: one part is in memory at a time, and the next is made only after the
/// receiver has taken it. If the database fails meanwhile, the download breaks off; it never ends
/// as if it were complete.
final class ExportStream extends InputStream {

  private static final Cleaner FORGOTTEN = Cleaner.create();

  private final Iterator<byte[]> pieces;
  private final Cleaner.Cleanable ended;
  private InputStream piece = new ByteArrayInputStream(new byte[0]);

  /// @param end runs exactly once when the stream is closed or collected as garbage
  ExportStream(Iterator<byte[]> pieces, Runnable end) {
    this.pieces = pieces;
    this.ended = FORGOTTEN.register(this, end);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (length == 0) {
      return 0;
    }
    int read = piece.read(into, offset, length);
    while (read < 0) {
      Optional<byte[]> next = next();
      if (next.isEmpty()) {
        return -1;
      }
      piece = new ByteArrayInputStream(next.get());
      read = piece.read(into, offset, length);
    }
    return read;
  }

  private Optional<byte[]> next() throws IOException {
    try {
      return pieces.hasNext() ? Optional.of(pieces.next()) : Optional.empty();
    } catch (RuntimeException e) {
      throw new IOException("the export broke off", e);
    }
  }

  @Override
  public void close() {
    ended.clean();
  }
}
