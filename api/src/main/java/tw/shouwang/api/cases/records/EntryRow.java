package tw.shouwang.api.cases.records;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import tw.shouwang.api.cases.envelope.Direction;

/// One sealed entry of a conversation.
@MappedEntity(value = "entry", schema = "cases")
public record EntryRow(
    @Id UUID id,
    UUID caseId,
    Direction direction,
    byte[] messageTag,
    byte[] sealed,
    Instant writtenAt,
    boolean unread) {

  @Override
  public String toString() {
    return "EntryRow[redacted]";
  }
}
