package tw.shouwang.api.cases.records;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;

/// The case's key for its centre.
@MappedEntity(value = "centre_wrap", schema = "cases")
public record CentreWrapRow(@Id UUID caseId, String centre, int generation, byte[] wrap) {}
