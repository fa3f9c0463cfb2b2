package tw.shouwang.api.cases.records;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.UUID;
import tw.shouwang.api.cases.envelope.Direction;

/// One sealed entry of a conversation.
///
/// @param position from 0, unique in the case
/// @param messageTag stands for the client's message id in this direction
/// @param messageFingerprint tells whether a message that comes again says the same
@MappedEntity(value = "entry", schema = "cases")
public record EntryRow(
    @Id UUID id,
    UUID caseId,
    Direction direction,
    int position,
    byte[] messageTag,
    byte[] messageFingerprint,
    byte[] sealed,
    Instant writtenAt,
    boolean unread) {

  /// The most entries of one side. A case that is written to without end could be opened by nobody;
  /// whoever has more to say opens another.
  public static final int MOST_OF_A_SIDE = 500;

  /// Whether it is what the case was opened with.
  public boolean isForm() {
    return position == 0 && direction == Direction.FROM_SENDER;
  }

  /// Whether it says what a fingerprint is of.
  public boolean says(byte[] fingerprint) {
    return MessageDigest.isEqual(messageFingerprint, fingerprint);
  }

  @Override
  public String toString() {
    return "EntryRow[redacted]";
  }
}
