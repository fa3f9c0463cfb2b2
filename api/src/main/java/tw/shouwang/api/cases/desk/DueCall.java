package tw.shouwang.api.cases.desk;

import io.micronaut.core.annotation.Introspected;
import java.util.UUID;

/// A call that is due.
///
/// @param worker the identity provider's name for whoever has claimed the case; empty for nobody
@Introspected
public record DueCall(UUID caseId, String centre, String worker, boolean exercise) {}
