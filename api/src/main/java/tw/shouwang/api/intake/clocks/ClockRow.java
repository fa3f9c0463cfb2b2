package tw.shouwang.api.intake.clocks;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;

/// The table's mapping; its key is case and kind, and rows are written by statements alone.
@MappedEntity(value = "case_clock", schema = "intake")
record ClockRow(@Id UUID caseId, ClockKind kind) {}
