package tw.shouwang.api.cases.desk;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import tw.shouwang.api.cases.records.ContactMeans;

/// One attempt of a worker to reach a sender.
///
/// @param worker the identity provider's name for the worker
/// @param workerName the worker's name for colleagues
/// @param outcome by the name of the intake's enum
@MappedEntity(value = "call_attempt", schema = "intake")
public record CallAttempt(
    @Id UUID id,
    UUID caseId,
    String worker,
    String workerName,
    ContactMeans means,
    String outcome,
    Instant triedAt) {}
