package tw.shouwang.api.intake.handover;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;

/// An export as it is fetched: one piece in memory at a time, and the next is made only when the
/// receiver has taken it. A database that fails in between breaks the download off; it never ends
/// it as if it were whole.
final class ExportStream extends InputStream {

  private final Iterator<byte[]> pieces;
  private InputStream piece = new ByteArrayInputStream(new byte[0]);

  ExportStream(Iterator<byte[]> pieces) {
    this.pieces = pieces;
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
}
