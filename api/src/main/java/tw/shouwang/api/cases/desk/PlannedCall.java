package tw.shouwang.api.cases.desk;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import tw.shouwang.api.cases.records.ContactMeans;

/// The next call to the sender of a case.
///
/// @param alerted whether staff were alerted that it is due
@MappedEntity(value = "planned_call", schema = "intake")
public record PlannedCall(
    @Id UUID caseId, String centre, ContactMeans means, Instant callAt, boolean alerted) {}
