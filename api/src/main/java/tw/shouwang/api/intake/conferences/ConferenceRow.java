package tw.shouwang.api.intake.conferences;

import io.micronaut.core.annotation.Introspected;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A conference about a case.
///
/// @param outcome by the name of the enum
/// @param exercise whether its case is an exercise
@Introspected
record ConferenceRow(
    UUID caseId,
    LocalDate heldOn,
    ConferenceLevel level,
    @Nullable String outcome,
    String workerName,
    boolean exercise) {}
