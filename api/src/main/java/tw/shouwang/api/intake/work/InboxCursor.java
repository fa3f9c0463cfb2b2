package tw.shouwang.api.intake.work;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import tw.shouwang.api.cases.desk.InboxPosition;
import tw.shouwang.api.cases.desk.InboxQuery;
import tw.shouwang.foundation.Hashes;

/// A position in one list. It is valid only with the same filter, centre and, if the filter says
/// MINE, the same worker. It contains only what its reader has seen, and stays valid while cases
/// are added and removed.
final class InboxCursor {

  private static final int BYTES = 8 + 1 + 1 + 1 + 8 + 4 + 16;
  private static final int LONGEST = 100;

  /// In the year 2106; a cursor with a later time was not made here.
  private static final long LAST_SECOND = 1L << 32;

  private InboxCursor() {}

  /// Identifies a list.
  record Question(long fingerprint) {}

  static Question question(InboxQuery query) {
    String asked =
        String.join(
            "|",
            query.centre(),
            new TreeSet<>(query.statuses()).toString(),
            new TreeSet<>(query.topics()).toString(),
            new TreeSet<>(query.grades()).toString(),
            query.area(),
            query.claim().name(),
            query.claim() == InboxQuery.Claim.MINE ? query.worker() : "",
            Boolean.toString(query.overdue()),
            query.wantedSurge(),
            query.dueBefore() == null ? "" : "due today",
            query.wantedUnread());
    return new Question(ByteBuffer.wrap(Hashes.sha256(asked)).getLong());
  }

  static String encode(InboxPosition position, Question question) {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    bytes
        .putLong(question.fingerprint)
        .put((byte) position.rank())
        .put((byte) (position.surge() ? 1 : 0))
        .put((byte) (position.settled() ? 1 : 0))
        .putLong(position.due().getEpochSecond())
        .putInt(position.due().getNano())
        .putLong(position.id().getMostSignificantBits())
        .putLong(position.id().getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /// Empty if the text is not a cursor or is one of another list.
  static Optional<InboxPosition> decode(String text, Question question) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      if (bytes.remaining() != BYTES || bytes.getLong() != question.fingerprint) {
        return Optional.empty();
      }
      int rank = bytes.get();
      boolean surge = bytes.get() != 0;
      boolean settled = bytes.get() != 0;
      long seconds = bytes.getLong();
      int nanos = bytes.getInt();
      if (seconds < 0 || seconds > LAST_SECOND || nanos < 0 || nanos > 999_999_999) {
        return Optional.empty();
      }
      return Optional.of(
          new InboxPosition(
              rank,
              surge,
              settled,
              Instant.ofEpochSecond(seconds, nanos),
              new UUID(bytes.getLong(), bytes.getLong())));
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      return Optional.empty();
    }
  }
}
