package tw.shouwang.api.cases.records;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One line of a case's timeline.
///
/// @param place from 0; null until it is stored, because the database counts it
@MappedEntity(value = "timeline_event", schema = "cases")
public record EventRow(
    @Id UUID id, UUID caseId, CaseEventKind kind, Instant happenedAt, @Nullable Integer place) {

  /// Events of one case, oldest first. Times alone cannot tell, because a sender's are rounded
  /// down.
  public static final Comparator<EventRow> IN_ORDER =
      Comparator.comparing(EventRow::place, Comparator.nullsLast(Comparator.naturalOrder()));

  public static EventRow of(UUID caseId, CaseEventKind kind, Instant at) {
    return new EventRow(UUID.randomUUID(), caseId, kind, at, null);
  }
}
