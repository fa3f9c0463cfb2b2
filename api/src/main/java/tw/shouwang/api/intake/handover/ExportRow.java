package tw.shouwang.api.intake.handover;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An export that one member can download for a few minutes: one case, or a range of days.
@MappedEntity(value = "export", schema = "intake")
record ExportRow(
    @Id UUID id,
    String worker,
    String centre,
    @Nullable UUID caseId,
    @Nullable LocalDate fromDay,
    @Nullable LocalDate toDay,
    ExportFormat format,
    Instant expiresAt) {}
