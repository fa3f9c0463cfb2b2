package tw.shouwang.api.cases.records;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.cases.envelope.Direction;

/// One sealed entry of a conversation.
///
/// @param position from 0, unique within the case
/// @param messageTag represents the client's message id in this direction
/// @param urgency what the sender said of a message, if anything
/// @param messageFingerprint by which a repeated message is compared with the first
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
    boolean unread,
    @Nullable Urgency urgency) {

  /// The most entries of one side. An endlessly long case could not be opened by anybody; a sender
  /// with more to say opens another.
  public static final int MOST_OF_A_SIDE = 500;

  /// Whether it is the form with which the case was opened.
  public boolean isForm() {
    return position == 0 && direction == Direction.FROM_SENDER;
  }

  /// Whether its content has this fingerprint.
  public boolean says(byte[] fingerprint) {
    return MessageDigest.isEqual(messageFingerprint, fingerprint);
  }

  @Override
  public String toString() {
    return "EntryRow[redacted]";
  }
}
