package tw.shouwang.api.intake.handover;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// The schema's input of the same name: one case, or a range of days.
record ExportCasesInput(
    @Nullable String id, @Nullable LocalDate from, @Nullable LocalDate to, ExportFormat format) {}
