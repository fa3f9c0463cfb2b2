package tw.shouwang.api.intake.clocks;

import io.micronaut.core.annotation.Introspected;
import java.time.LocalDate;
import java.util.UUID;

/// A case that will close by itself on a day.
@Introspected
record ClosingRow(UUID caseId, LocalDate closesOn) {}
