package tw.shouwang.api.intake.work;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import tw.shouwang.api.cases.desk.DeskCase;
import tw.shouwang.api.cases.desk.InboxPosition;
import tw.shouwang.api.cases.desk.InboxQuery;
import tw.shouwang.foundation.Hashes;
import tw.shouwang.graphql.ShownEntries;

/// A position in one list. It is valid only with the same filter, centre and, if the filter says
/// MINE, the same worker. It contains only what its reader has seen, and stays valid while cases
/// are added and removed.
///
/// @param lastShown the last of the cases in `shown`
/// @param shown the first cases that this and the earlier pages have listed
record InboxCursor(InboxPosition position, InboxPosition lastShown, ShownEntries shown) {

  /// Before the first case.
  static final InboxCursor START =
      new InboxCursor(InboxPosition.START, InboxPosition.START, ShownEntries.NONE);

  private static final int POSITION_BYTES = 1 + 1 + 1 + 8 + 4 + 16;
  private static final int LONGEST = 1_000;

  /// In the year 2106; a cursor with a later time was not made here.
  private static final long LAST_SECOND = 1L << 32;

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
            query.wantedUnread(),
            query.wantedExercise());
    return new Question(ByteBuffer.wrap(Hashes.sha256(asked)).getLong());
  }

  /// The cursor of the next case in the list.
  InboxCursor next(DeskCase listed) {
    InboxPosition place = InboxPosition.of(listed);
    return new InboxCursor(
        place, shown.isFull() ? lastShown : place, shown.with(listed.id().toString()));
  }

  String encode(Question question) {
    ByteBuffer bytes = ByteBuffer.allocate(8 + 2 * POSITION_BYTES + shown.bytes());
    bytes.putLong(question.fingerprint);
    write(position, bytes);
    write(lastShown, bytes);
    shown.write(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /// Empty if the text is not a cursor or is one of another list.
  static Optional<InboxCursor> decode(String text, Question question) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      if (bytes.getLong() != question.fingerprint) {
        return Optional.empty();
      }
      return Optional.of(new InboxCursor(read(bytes), read(bytes), ShownEntries.read(bytes)));
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      return Optional.empty();
    }
  }

  private static void write(InboxPosition position, ByteBuffer to) {
    to.put((byte) position.rank())
        .put((byte) (position.surge() ? 1 : 0))
        .put((byte) (position.settled() ? 1 : 0))
        .putLong(position.due().getEpochSecond())
        .putInt(position.due().getNano())
        .putLong(position.id().getMostSignificantBits())
        .putLong(position.id().getLeastSignificantBits());
  }

  /// @throws IllegalArgumentException if the position was not made here
  private static InboxPosition read(ByteBuffer from) {
    int rank = from.get();
    boolean surge = from.get() != 0;
    boolean settled = from.get() != 0;
    long seconds = from.getLong();
    int nanos = from.getInt();
    if (seconds < 0 || seconds > LAST_SECOND || nanos < 0 || nanos > 999_999_999) {
      throw new IllegalArgumentException("no time of a case");
    }
    return new InboxPosition(
        rank,
        surge,
        settled,
        Instant.ofEpochSecond(seconds, nanos),
        new UUID(from.getLong(), from.getLong()));
  }
}
