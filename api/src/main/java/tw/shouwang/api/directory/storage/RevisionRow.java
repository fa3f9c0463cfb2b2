package tw.shouwang.api.directory.storage;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The state of an entry after one change, as JSON. Without an entry it records a closure, a
/// calendar or an import.
@MappedEntity(value = "resource_revision", schema = "directory")
public record RevisionRow(
    @Id UUID id,
    @Nullable UUID resourceId,
    long revision,
    long version,
    String action,
    String editor,
    Instant editedAt,
    @Nullable String document) {}
