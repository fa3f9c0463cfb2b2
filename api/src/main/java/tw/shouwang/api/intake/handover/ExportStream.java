package tw.shouwang.api.intake.handover;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.Cleaner;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;

/// An export as it is fetched: one piece in memory at a time, and the next is made only when the
/// receiver has taken it. A database that fails in between breaks the download off; it never ends
/// it as if it were whole.
final class ExportStream extends InputStream {

  private static final Cleaner FORGOTTEN = Cleaner.create();

  private final Iterator<byte[]> pieces;
  private final Cleaner.Cleanable ended;
  private InputStream piece = new ByteArrayInputStream(new byte[0]);

  /// @param end what is to be done once when nobody reads on, whether it was closed or forgotten
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
