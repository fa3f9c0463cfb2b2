package tw.shouwang.api.intake.audit;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One line of a centre's trail. Its key is centre and number; lines are only inserted and listed.
///
/// @param action by name, because a newer version may have written an action that this one does not
///   know
/// @param hash chains the line to the previous one, see [AuditChain]
@MappedEntity(value = "audit_entry", schema = "intake")
public record AuditEntry(
    @Id String centre,
    long number,
    String worker,
    String action,
    @Nullable UUID caseId,
    Instant happenedAt,
    byte[] hash) {}
