package tw.shouwang.api.cases.records;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import tw.shouwang.api.cases.envelope.Direction;

/// One sealed entry of a conversation.
///
/// @param position from 0, unique within the case
@MappedEntity(value = "entry", schema = "cases")
public record EntryRow(
    @Id UUID id,
    UUID caseId,
    Direction direction,
    int position,
    byte[] messageTag,
    byte[] sealed,
    Instant writtenAt,
    boolean unread) {

  @Override
  public String toString() {
    return "EntryRow[redacted]";
  }
}
