package tw.shouwang.api.cases.records;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;

/// Something that happened to a case outside of the staff role, until that role has read it.
@MappedEntity(value = "happening", schema = "cases")
public record HappeningRow(@Id UUID id, UUID caseId, Happening kind) {}
