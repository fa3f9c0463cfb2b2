package tw.shouwang.api.intake.audit;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One line of a centre's trail. Its key is centre and number; rows are only ever added and listed.
///
/// @param action by name, because a newer version may have written one that this one does not know
/// @param hash ties it to the line before it, see [AuditChain]
@MappedEntity(value = "audit_entry", schema = "intake")
public record AuditEntry(
    @Id String centre,
    long number,
    String worker,
    String action,
    @Nullable UUID caseId,
    Instant happenedAt,
    byte[] hash) {}
