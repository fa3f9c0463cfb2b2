package tw.shouwang.api.cases;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;

/// The case's key for its centre.
@MappedEntity(value = "centre_wrap", schema = "cases")
record CentreWrapRow(@Id UUID caseId, String centre, int generation, byte[] wrap) {}
