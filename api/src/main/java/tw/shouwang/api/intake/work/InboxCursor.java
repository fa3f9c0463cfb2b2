package tw.shouwang.api.intake.work;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import tw.shouwang.api.cases.desk.DeskPlace;
import tw.shouwang.api.cases.desk.DeskQuery;

/// A place in one list: it is of use only with the filter, the centre and, where the filter says
/// MINE, the worker that it came from. It names no place that its reader has not seen, and holds
/// while cases arrive and go.
final class InboxCursor {

  private static final int BYTES = 8 + 1 + 8 + 4 + 16;
  private static final int LONGEST = 100;

  /// In the year 2106; a cursor that names a later one was not made here.
  private static final long LAST_SECOND = 1L << 32;

  private InboxCursor() {}

  /// Tells one list from another.
  record Question(long fingerprint) {}

  static Question question(String centre, DeskQuery query) {
    String asked =
        String.join(
            "|",
            centre,
            new TreeSet<>(query.statuses()).toString(),
            new TreeSet<>(query.topics()).toString(),
            new TreeSet<>(query.grades()).toString(),
            query.area(),
            query.claim().name(),
            query.claim() == DeskQuery.Claim.MINE ? query.worker() : "",
            Boolean.toString(query.overdue()));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(asked.getBytes(StandardCharsets.UTF_8));
      return new Question(ByteBuffer.wrap(digest).getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static String encode(DeskPlace place, Question question) {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    bytes
        .putLong(question.fingerprint)
        .put((byte) place.rank())
        .putLong(place.due().getEpochSecond())
        .putInt(place.due().getNano())
        .putLong(place.id().getMostSignificantBits())
        .putLong(place.id().getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /// Nothing when it is none, or is another list's.
  static Optional<DeskPlace> decode(String text, Question question) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      if (bytes.remaining() != BYTES || bytes.getLong() != question.fingerprint) {
        return Optional.empty();
      }
      int rank = bytes.get();
      long seconds = bytes.getLong();
      int nanos = bytes.getInt();
      if (seconds < 0 || seconds > LAST_SECOND || nanos < 0 || nanos > 999_999_999) {
        return Optional.empty();
      }
      return Optional.of(
          new DeskPlace(
              rank,
              Instant.ofEpochSecond(seconds, nanos),
              new UUID(bytes.getLong(), bytes.getLong())));
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      return Optional.empty();
    }
  }
}
