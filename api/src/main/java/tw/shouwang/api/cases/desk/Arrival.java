package tw.shouwang.api.cases.desk;

import io.micronaut.core.annotation.Introspected;
import java.util.UUID;

/// An entry of a sender's at which the staff role has not looked.
@Introspected
public record Arrival(UUID id, UUID caseId) {}
