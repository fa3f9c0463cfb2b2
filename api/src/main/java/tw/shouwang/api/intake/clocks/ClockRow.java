package tw.shouwang.api.intake.clocks;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;

/// The table's mapping. Its key is case and kind; rows are written by SQL statements only.
@MappedEntity(value = "case_clock", schema = "intake")
record ClockRow(@Id UUID caseId, ClockKind kind) {}
