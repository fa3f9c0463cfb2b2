package tw.shouwang.api.intake.handover;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;

/// The parts of an export of a range: one page of cases each, read on demand.
final class CasePieces implements Iterator<byte[]> {

  private static final int PAGE = 500;

  private final ExportRepository cases;
  private final ExportWriter writer;
  private final String centre;
  private final Instant until;
  private Instant afterTime;
  private UUID afterId = new UUID(0, 0);
  private boolean first = true;
  private boolean ended;

  CasePieces(
      ExportRepository cases, ExportWriter writer, String centre, Instant from, Instant until) {
    this.cases = cases;
    this.writer = writer;
    this.centre = centre;
    this.afterTime = from;
    this.until = until;
  }

  @Override
  public boolean hasNext() {
    return !ended;
  }

  @Override
  public byte[] next() {
    if (ended) {
      throw new NoSuchElementException();
    }
    ByteArrayOutputStream piece = new ByteArrayOutputStream();
    try {
      if (first) {
        piece.write(writer.head());
      }
      List<ExportedCase> page = cases.page(centre, afterTime, afterId, until, PAGE);
      for (ExportedCase each : page) {
        piece.write(writer.write(each, null, first));
        first = false;
        afterTime = each.receivedAt();
        afterId = each.id();
      }
      if (page.size() < PAGE) {
        piece.write(writer.foot());
        ended = true;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return piece.toByteArray();
  }
}
