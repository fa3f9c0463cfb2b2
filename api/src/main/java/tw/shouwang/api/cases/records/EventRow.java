package tw.shouwang.api.cases.records;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/// One line of a case's timeline.
@MappedEntity(value = "timeline_event", schema = "cases")
public record EventRow(@Id UUID id, UUID caseId, CaseEventKind kind, Instant happenedAt) {

  public static EventRow of(UUID caseId, CaseEventKind kind, Instant at) {
    return new EventRow(UUID.randomUUID(), caseId, kind, at);
  }
}
